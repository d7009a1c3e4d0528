import { told } from '../../answer-parts.ts';
import { ok, refuse } from '../answers.ts';
import { challengeObject } from '../challenge-object.ts';
import { findChallenge } from '../find-challenge.ts';
import { defineUserCall } from '../user-call.ts';
import { challenge } from '../wire-answers.ts';
import { isUuid } from '../wire-fields.ts';

/** A challenge belongs to the user, not to the token that opened it (w3s 6.1). */
export const getUserChallenge = defineUserCall({
  method: 'GET',
  path: '/v1/w3s/user/challenges/:id',
  summary: "Read one of the user's challenges",
  input: {},
  answers: { 200: told({ challenge }) },
  run: async ({ core, call, request, user }) => {
    const { id } = request.params;
    if (!isUuid(id)) return refuse(156009);
    const challenge = await findChallenge(core, call, id.toLowerCase());
    if (challenge?.subject !== user.id) return refuse(155116);
    return ok({ challenge: challengeObject(challenge) });
  },
});
