import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import { findDevice, type Subject } from '../model/subject.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export interface RemoveDevice {
  readonly id: string;
  /** Type of the device: there is at most one of each. */
  readonly device: string;
  /** Staff's words, for the audit trail. */
  readonly reason?: string;
}

/**
 * Unbinds a handset, SIM or app: a lost phone. Sign-ins and codes may rest on it, so they end too.
 * Answers the subject as it is now, or `null` for an unknown one; throws for a device it has not.
 */
export function removeDevice(
  { store, clock, random }: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  { id, device, reason }: RemoveDevice,
): Promise<Subject | null> {
  const tenant = call.tenant.id;
  return store.applyToSubject(tenant, id, (current): Decision<Subject, Subject | null> => {
    if (current === null) return { result: null };
    const found = findDevice(current, device.toUpperCase());
    if (found === undefined) {
      throw new Fault(
        'device_not_found',
        'This person has no such device. Look at those there are.',
      );
    }
    const at = clock.now();
    const next = { ...current, devices: current.devices.filter((each) => each !== found) };
    const told = reason === undefined ? found.type : `${found.type}: ${reason}`;
    const fact = { action: 'device.remove', outcome: 'removed', subject: id, reason: told };
    return {
      next,
      voidProofs: { subject: id, at },
      audit: [auditEntry(call, at, fact)],
      events: [{ id: random.id(), type: 'subject.updated', tenant, subject: id, at, data: {} }],
      result: next,
    };
  });
}
