import type { Call } from '../model/call.ts';
import { reduceLockout } from '../model/lockout.ts';
import { questionsKey } from '../model/security-questions.ts';
import type { Subject } from '../model/subject.ts';
import type { Ports } from '../ports/ports.ts';
import { codeCounterKey } from './recovery-code.ts';

/** Staff give fresh guesses at what stands beside a person's PINs: one-time codes and answers. */
export async function clearRecoveryCounters(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  { tenant, id }: Subject,
): Promise<void> {
  const { policy } = call.tenant;
  for (const key of [codeCounterKey(tenant, id), questionsKey(tenant, id)]) {
    await store.applyToCredential(key, (current) => {
      // Where nothing was ever guessed, there is nothing to give back.
      if (current.lockout.tickets === 0) return { result: undefined };
      const at = clock.now();
      const lockout = reduceLockout(current.lockout, { type: 'unlocked' }, policy, at);
      return { next: { ...current, lockout, unlockedAt: at }, result: undefined };
    });
  }
}
