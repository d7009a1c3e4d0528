import { isOpen, viewChallenge } from '../model/challenge.ts';
import type { Ports } from '../ports/ports.ts';
import { challengeEvent } from './settle-challenge.ts';

const BATCH = 100;

/**
 * Ends the challenges whose time is over, each with its event. Everybody else already sees them as
 * expired: this is for those who wait to be told. Answers how many there were.
 */
export async function expireChallenges({
  store,
  clock,
  random,
}: Pick<Ports, 'store' | 'clock' | 'random'>): Promise<number> {
  const overdue = await store.listOverdueChallenges(clock.now(), BATCH);
  for (const { tenant, id } of overdue) {
    await store.applyToChallenge(tenant, id, (current) => {
      const now = clock.now();
      const settled = current === null || current.settledAt !== null;
      // Another node was quicker, or the clock stepped back.
      if (settled || isOpen(current, now)) return { result: undefined };
      const next = viewChallenge(current, now);
      return { next, events: [challengeEvent(next, now, random.id())], result: undefined };
    });
  }
  return overdue.length;
}
