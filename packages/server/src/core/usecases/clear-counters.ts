import type { Call } from '../model/call.ts';
import type { CredentialKey } from '../model/credential.ts';
import { reduceLockout } from '../model/lockout.ts';
import { questionsKey } from '../model/security-questions.ts';
import type { Ports } from '../ports/ports.ts';
import { codeCounterKey } from './recovery-code.ts';

/** Staff give fresh guesses at what stands beside a PIN: one-time codes and answers. */
export async function clearRecoveryCounters(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  key: CredentialKey,
): Promise<void> {
  const { policy } = call.tenant;
  const { tenant, subject } = key;
  for (const counter of [codeCounterKey(tenant, subject), questionsKey(key)]) {
    await store.applyToCredential(counter, (current) => {
      // Where nothing was ever guessed, there is nothing to give back.
      if (current.lockout.tickets === 0) return { result: undefined };
      const at = clock.now();
      const lockout = reduceLockout(current.lockout, { type: 'unlocked' }, policy, at);
      return { next: { ...current, lockout, unlockedAt: at }, result: undefined };
    });
  }
}
