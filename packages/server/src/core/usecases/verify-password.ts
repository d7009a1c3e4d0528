import type { Call } from '../model/call.ts';
import { DAY_MS } from '../model/instant.ts';
import type { VerifyPasswordOutcome } from '../model/outcome.ts';
import { type Password, passwordKey } from '../model/password.ts';
import { withHashSlot } from '../ports/hasher.ts';
import type { SubjectRef } from './find-subject.ts';
import { settleRight } from './settle-attempt.ts';
import { type GatePorts, testPin } from './test-pin.ts';

export interface VerifyPassword {
  readonly subject: SubjectRef;
  readonly password: Password;
  /** Age in days after which it has to be changed; `null`: never. */
  readonly maxAgeDays: number | null;
}

/**
 * Tells whether a password is right, through the gate: charged before it is compared, on a budget of
 * its own. Unknown names, wrong and locked ones get the same work.
 */
export function verifyPassword(
  ports: GatePorts,
  call: Call,
  { subject, password: proof, maxAgeDays }: VerifyPassword,
): Promise<VerifyPasswordOutcome> {
  return withHashSlot(ports.hasher, call, async (slot) => {
    const { purpose } = passwordKey({ tenant: call.tenant.id, subject: '' });
    const test = { subject, purpose, proof, action: 'password.verify', evenly: true };
    const tested = await testPin(ports, call, slot, test);
    if (!tested.right) return tested.rejection;
    const { key } = tested.attempt;
    return settleRight<VerifyPasswordOutcome>(ports, call, tested.attempt, (credential) => {
      const { changedAt, mustChange, verifiedAt } = credential;
      const age = (verifiedAt ?? 0) - (changedAt ?? 0);
      const expired = mustChange || (maxAgeDays !== null && age >= maxAgeDays * DAY_MS);
      return { credential, outcome: { outcome: 'right', subject: key.subject, expired } };
    });
  });
}
