import type { Call } from '../model/call.ts';
import type { UnlockOutcome } from '../model/outcome.ts';
import type { Ports } from '../ports/ports.ts';
import { unlock } from './unlock.ts';

export interface UnlockMany {
  /** Ids of the tenant's own. */
  readonly subjects: readonly string[];
  readonly purpose: string;
  /** Staff's words, for the audit trail. */
  readonly reason: string;
}

export interface UnlockedOne {
  readonly subject: string;
  readonly outcome: UnlockOutcome['outcome'];
}

/** Enough that they share commits, and few enough that others get in between. */
const AT_ONCE = 16;

/**
 * Unlocks one person after another, each as {@link unlock} does: what failed half-way is done for
 * those before, and may be asked for again. Answers in the order asked for, each person once.
 */
export async function unlockMany(
  ports: Pick<Ports, 'store' | 'clock' | 'random'>,
  call: Call,
  { subjects, purpose, reason }: UnlockMany,
): Promise<readonly UnlockedOne[]> {
  const ids = [...new Set(subjects)];
  const results: UnlockedOne[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE).map(async (subject): Promise<UnlockedOne> => {
      const { outcome } = await unlock(ports, call, { subject: { id: subject }, purpose, reason });
      return { subject, outcome };
    });
    results.push(...(await Promise.all(some)));
  }
  return results;
}
