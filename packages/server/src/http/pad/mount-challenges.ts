import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../core/fault.ts';
import type { Log } from '../../observability/log.ts';
import { sourceOf } from '../pipeline/read-request.ts';
import { wipeAfter } from '../pipeline/wipe-after.ts';
import { FIRST_LOOK, PIN_IS_KEY } from './ceremony/attempt.ts';
import { asksInVain } from './ceremony/over-page.ts';
import { isFromOwnOrigin } from './own-origin.ts';
import { answerNowhere, type PadParts } from './send-hosted.ts';
import { sendOn } from './send-on.ts';
import { lookAtChallenge, showAfter } from './show-challenge.ts';
import { malformed } from './submit/complaints.ts';
import { forgotPin } from './submit/forgot-pin.ts';
import { isInTheClear, openForm } from './submit/open-form.ts';
import { readForm } from './submit/read-form.ts';
import { submitAnswer } from './submit/submit-answer.ts';
import { submitRecovery } from './submit/submit-recovery.ts';
import type { Submitted } from './submit/submitted.ts';
import { addressOn } from './surface.ts';
import { tellFault } from './tell-fault.ts';
import { openVisit, type Visit } from './visit.ts';

type Act = (visit: Visit, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * The hosted pages of challenges, at `/c/:link`. Looking changes nothing that counts and may happen
 * any number of times, by a link checker too; whatever acts is a form of a page of this origin.
 */
export function mountChallenges(pad: FastifyInstance, parts: PadParts, log: Log): void {
  const visited = (act: Act) => async (request: FastifyRequest, reply: FastifyReply) => {
    const visit = await openVisit(parts, request);
    if (visit === null) {
      await parts.limits.admitStranger(sourceOf(request));
      return answerNowhere(parts, request, reply);
    }
    await parts.limits.admitVisit(visit.call);
    return act(visit, request, reply);
  };

  pad.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) =>
      tellFault(parts, log, { error, request, reply }),
    );
    scope.get(
      '/c/:link',
      visited((visit, request, reply) => lookAtChallenge(parts, visit, request, reply)),
    );
    scope.post(
      '/c/:link',
      visited(async (visit, request, reply) => {
        const submitted = await submit(parts, visit, request);
        if (submitted.next === 'page') return showAfter(parts, visit, submitted.attempt, reply);
        return sendOn(reply, addressOn(visit.surface, visit.surface.path, 'done'));
      }),
    );
    scope.post(
      '/c/:link/forgot',
      visited(async (visit, request, reply) => {
        refuseForeign(request);
        const ceremony = await parts.core.readCeremony(visit.call, visit.challenge);
        if (ceremony === null) return showAfter(parts, visit, FIRST_LOOK, reply);
        const path = await forgotPin(parts.core, visit, ceremony);
        return sendOn(reply, addressOn(visit.surface, path));
      }),
    );
  });
}

async function submit(
  { core, mustSeal }: PadParts,
  visit: Visit,
  request: FastifyRequest,
): Promise<Submitted> {
  refuseForeign(request);
  const sent = readForm(request);
  if (mustSeal && isInTheClear(sent)) {
    const { scriptNeeded } = visit.surface.messages.problems;
    return { next: 'page', attempt: { ...FIRST_LOOK, complaint: malformed(scriptNeeded) } };
  }
  const form = await openForm(core, visit, sent);
  wipeAfter(request, () => form.pins.wipe());
  const ceremony = await core.readCeremony(visit.call, visit.challenge);
  const nothing = ceremony === null || ceremony.steps.length === 0;
  if (nothing) return { next: 'page', attempt: FIRST_LOOK };
  if (asksInVain(ceremony)) return { next: 'page', attempt: PIN_IS_KEY };
  return ceremony.challenge.type === 'recover'
    ? submitRecovery(core, visit, ceremony, form)
    : submitAnswer(core, visit, ceremony, form);
}

/** The link is a secret and no cookie goes along that a foreign page could ride on; still. */
function refuseForeign(request: FastifyRequest): void {
  if (isFromOwnOrigin(request)) return;
  throw new Fault('forbidden', 'A form is only taken from its own page.');
}
