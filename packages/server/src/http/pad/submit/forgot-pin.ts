import type { Core } from '../../../core/core.ts';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { pathOf, type Visit } from '../visit.ts';

/** Recoveries one page can lead to, one after the other: a link is no way to fill the table. */
const TURNS_MAX = 5;

/**
 * Opens a recovery for the person before a page that asks for their PIN; answers the path of its
 * page. Only an open challenge leads there: an old link is good for nothing, not even for this.
 */
export async function forgotPin(
  core: Core,
  { call }: Visit,
  { challenge, steps }: Ceremony,
): Promise<string> {
  const open = challenge.status === 'pending' || challenge.status === 'in_progress';
  if (!open || !steps.includes('currentPin')) {
    throw new Fault('challenge_closed', 'This challenge leads to no recovery. Open a new one.');
  }
  const { subject: id, purpose, returnUrl } = challenge;
  const about = { subject: { id }, purpose, ...(returnUrl !== null && { returnUrl }) };
  for (let turn = 1; turn <= TURNS_MAX; turn += 1) {
    const child = { id: `${challenge.id}-forgot-${turn}`, type: 'recover' } as const;
    const opened = await core.openChallenge(call, { ...about, ...child });
    switch (opened.outcome) {
      case 'opened':
        // One that is over is left for the next; the last is shown as it is.
        if (opened.challenge.settledAt !== null && turn < TURNS_MAX) continue;
        return pathOf(await core.challengeLink(opened.challenge));
      case 'id_taken':
      case 'unknown_subject':
        throw new Fault('challenge_not_found', 'There is nobody left to recover a PIN for.');
      default:
        return unreachable(opened);
    }
  }
  throw new Fault('challenge_closed', 'This challenge leads to no recovery. Open a new one.');
}
