import { findDevice, type Subject } from '../../core/model/subject.ts';
import { type Fields, requiredChoice, requiredText } from './fields.ts';
import type { MobileBankingSettings } from './settings.ts';

export type DeviceType = 'IMSI' | 'APP_ID';

/** A device as a request names it. */
export interface PresentedDevice {
  /** Both only where the tenant accepts the pages' literal `IMSI/APP_ID`. */
  readonly types: readonly [DeviceType, ...DeviceType[]];
  readonly value: string;
}

const TYPES = {
  IMSI: ['IMSI'],
  APP_ID: ['APP_ID'],
  'IMSI/APP_ID': ['IMSI', 'APP_ID'],
} as const;

export function readDevice(fields: Fields, settings: MobileBankingSettings): PresentedDevice {
  const named = requiredChoice(
    fields,
    'device_identifier_type',
    settings.lenientDeviceType ? (['IMSI', 'APP_ID', 'IMSI/APP_ID'] as const) : ['IMSI', 'APP_ID'],
  );
  return { types: TYPES[named], value: requiredText(fields, 'device_identifier', 100) };
}

/** How a presented device stands to those bound to a subject. */
export type Relation = 'matches' | 'unbound' | 'differs';

export function relate(subject: Subject, device: PresentedDevice): Relation {
  const bound = device.types.flatMap((type) => findDevice(subject, type) ?? []);
  if (bound.length === 0) return 'unbound';
  return bound.some(({ value }) => value === device.value) ? 'matches' : 'differs';
}

/** An app has to be activated with the PIN before it is good for anything; a SIM has not. */
export function isInactiveApp(subject: Subject, device: PresentedDevice): boolean {
  return device.types[0] === 'APP_ID' && relate(subject, device) === 'unbound';
}

/** A subject's devices with one of this type put in or replaced. */
export function bindDevice(subject: Subject, type: DeviceType, value: string): Subject['devices'] {
  return [...unbindDevice(subject, type), { type, value }];
}

export function unbindDevice(subject: Subject, type: DeviceType): Subject['devices'] {
  return subject.devices.filter((device) => device.type !== type);
}
