import type { Call } from '../model/call.ts';
import type { RememberedDevice } from '../model/known-device.ts';
import type { Ports } from '../ports/ports.ts';

/** A device as a caller of ours shows it. */
export interface DeviceShown {
  readonly subject: string;
  readonly purpose: string;
  /** From an earlier success; anything else shows nothing. */
  readonly token?: string;
  /** Asks for a token, where none was shown that is good. */
  readonly remember: boolean;
}

const USE = 'known-device';

/**
 * The call as it comes from that device. Only this server can make a token, and one is for one PIN of
 * one person: whoever made one up, or took one from somebody else, is a stranger like everybody, and
 * is not told so. Costs no look into the database.
 */
export async function claimDevice(
  { tokenSealer, random }: Pick<Ports, 'tokenSealer' | 'random'>,
  call: Call,
  { subject, purpose, token, remember }: DeviceShown,
): Promise<Call> {
  if (call.tenant.policy.knownDevicesMax === 0) return call;
  const claims = token === undefined ? null : await tokenSealer.open(USE, token);
  const isFor =
    claims !== null &&
    claims['tenant'] === call.tenant.id &&
    claims['sub'] === subject &&
    claims['purpose'] === purpose;
  const id = claims?.['device'];
  if (isFor && typeof id === 'string') return { ...call, device: { id, isNew: false } };
  return remember ? { ...call, device: { id: random.uuid(), isNew: true } } : call;
}

/** What the device keeps. It proves no PIN, and opens nothing without one. */
export function deviceToken(
  { tokenSealer }: Pick<Ports, 'tokenSealer'>,
  { tenant }: Pick<Call, 'tenant'>,
  { id, subject, purpose }: RememberedDevice,
): Promise<string> {
  return tokenSealer.seal(USE, { tenant: tenant.id, sub: subject, purpose, device: id });
}
