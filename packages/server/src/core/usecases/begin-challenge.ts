import type { Call } from '../model/call.ts';
import {
  beginChallenge as begin,
  type Challenge,
  isOpen,
  viewChallenge,
} from '../model/challenge.ts';
import type { Decision } from '../ports/decision.ts';
import type { Ports } from '../ports/ports.ts';
import { readChallenge } from './read-challenge.ts';
import { challengeClosed } from './settle-challenge.ts';

/**
 * A page shows a challenge to its person. Loading is no consumption: it may happen any number of
 * times, by a link checker too. Throws `challenge_closed` for one that is over.
 */
export async function beginChallenge(
  ports: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  id: string,
): Promise<Challenge> {
  const challenge = await readChallenge(ports, call, id);
  if (challenge.status === 'in_progress') return challenge;
  return ports.store.applyToChallenge(
    call.tenant.id,
    id,
    (current): Decision<Challenge, Challenge> => {
      const now = ports.clock.now();
      if (current === null || !isOpen(current, now)) throw challengeClosed();
      const next = begin(viewChallenge(current, now));
      return { next, result: next };
    },
  );
}
