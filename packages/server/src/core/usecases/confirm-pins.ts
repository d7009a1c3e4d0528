import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import { isUnconfirmed, reduceLockout } from '../model/lockout.ts';
import type { CredentialDecision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';

export interface ConfirmPins {
  readonly subject: string;
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

export type ConfirmOutcome =
  | { readonly outcome: 'confirmed' | 'nothing_to_confirm' }
  | { readonly outcome: 'unknown_subject' };

type ConfirmPorts = Pick<Ports, 'store' | 'clock'>;

/**
 * Staff know that a person changed nothing since the backup that was restored was made: their PINs,
 * password and answers count again. No guess comes with it: locks go on, and a budget that counts as
 * spent stays spent until its lock has ended.
 */
export async function confirmPins(
  ports: ConfirmPorts,
  call: Call,
  { subject: id, reason }: ConfirmPins,
): Promise<ConfirmOutcome> {
  const tenant = call.tenant.id;
  const subject = await ports.store.readSubject(tenant, id);
  if (subject === null) return { outcome: 'unknown_subject' };
  const credentials = [...(await ports.store.listCredentials(tenant, id))];
  const waiting = credentials.filter(([, { lockout }]) => isUnconfirmed(lockout));
  const confirmed = waiting.map(([purpose]) =>
    confirmOne(ports, call, { tenant, subject: id, purpose }, reason),
  );
  const any = (await Promise.all(confirmed)).some(Boolean);
  return { outcome: any ? 'confirmed' : 'nothing_to_confirm' };
}

/** Whether there was something to confirm; a new PIN may have come first. */
export function confirmOne(
  { store, clock }: ConfirmPorts,
  call: Call,
  key: CredentialKey,
  reason: string,
): Promise<boolean> {
  return store.applyToCredential(key, (current): CredentialDecision<boolean> => {
    if (!isUnconfirmed(current.lockout)) return { result: false };
    const at = clock.now();
    const lockout = reduceLockout(current.lockout, { type: 'confirmed' }, call.tenant.policy, at);
    const fact = { action: 'pin.confirm', outcome: 'confirmed', reason };
    const { subject, purpose } = key;
    return {
      next: { ...current, lockout },
      audit: [auditEntry(call, at, { ...fact, subject, purpose })],
      result: true,
    };
  });
}
