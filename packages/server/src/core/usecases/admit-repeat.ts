import type { Call } from '../model/call.ts';
import { INITIAL_LOCKOUT } from '../model/lockout.ts';
import { type LockoutView, suspendedView, viewLockout } from '../model/lockout-view.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';
import { lockedOutcome } from './charge-attempt.ts';
import { findSubject, type SubjectRef } from './find-subject.ts';

export interface AdmitRepeat {
  readonly subject: SubjectRef;
  readonly purpose: string;
}

export type RepeatAdmission =
  | { readonly outcome: 'admitted' }
  | { readonly outcome: 'locked'; readonly lockout: LockoutView };

/**
 * Tells whether a recorded answer may be told again. A wire that recognises a repeat by the PINs in
 * it tells, with every repeat, whether these PINs are those of an earlier call: that is a guess, and
 * a free one, since a right guess is answered from the record. So it is answered only where a guess
 * would be evaluated: after the same wait for a place in the hash queue, in the same order with the
 * charges of the credential, and never while locked. Wrong guesses then cost what they always cost,
 * and end the game for the right one. Costs nothing itself.
 */
export function admitRepeat(
  ports: Pick<Ports, 'store' | 'hasher' | 'clock'>,
  call: Call,
  { subject: ref, purpose }: AdmitRepeat,
): Promise<RepeatAdmission> {
  return withHashSlot(ports.hasher, call, async () => {
    const { policy, id: tenant } = call.tenant;
    const subject = await findSubject(ports, call, ref);
    if (subject === null) return { outcome: 'admitted' };
    if (subject.suspendedAt !== null) {
      return lockedOutcome(suspendedView(viewLockout(INITIAL_LOCKOUT, policy, ports.clock.now())));
    }
    const key = { tenant, subject: subject.id, purpose };
    return ports.store.applyToCredential<RepeatAdmission>(key, ({ lockout }) => {
      const view = viewLockout(lockout, policy, ports.clock.now());
      return { result: view.locked ? lockedOutcome(view) : { outcome: 'admitted' } };
    });
  });
}
