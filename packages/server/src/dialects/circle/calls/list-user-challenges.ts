import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { ok } from '../answers.ts';
import { challengeObject, STATUSES } from '../challenge-object.ts';
import { choice, optional } from '../fields.ts';
import { defineUserCall } from '../user-call.ts';
import { challenge } from '../wire-answers.ts';

export const listUserChallenges = defineUserCall({
  method: 'GET',
  path: '/v1/w3s/user/challenges',
  summary: "List the user's challenges",
  input: { status: optional(choice(STATUSES)) },
  answers: { 200: told({ challenges: Type.Array(challenge) }) },
  run: async ({ core, call, input: { status }, user }) => {
    const challenges = (await core.listChallenges(call, user.id)).map(challengeObject);
    const wanted = challenges.filter((each) => status === undefined || each.status === status);
    return ok({ challenges: wanted });
  },
});
