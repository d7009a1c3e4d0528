import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import { type Challenge, viewChallenge } from '../model/challenge.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * A challenge the calling wire opened, as of now. Throws `challenge_not_found` for another wire's or
 * another tenant's: it does not exist for this caller.
 */
export async function readChallenge(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  id: string,
): Promise<Challenge> {
  const challenge = await store.readChallenge(call.tenant.id, id);
  if (challenge === null || challenge.dialect !== call.dialect) {
    throw new Fault('challenge_not_found', 'There is no such challenge. Open a new one.');
  }
  return viewChallenge(challenge, clock.now());
}

/** The challenges of one subject that the calling wire opened, oldest first, as of now. */
export async function listChallenges(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  subject: string,
): Promise<readonly Challenge[]> {
  const challenges = await store.listChallenges(call.tenant.id, subject, call.dialect);
  const now = clock.now();
  return challenges.map((each) => viewChallenge(each, now));
}
