import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import { CHALLENGE_TYPES, type Challenge } from '../../../core/model/challenge.ts';
import type { OpenChallengeOutcome } from '../../../core/model/outcome.ts';
import { oneOf } from '../../answer-parts.ts';
import { toIso } from '../../to-iso.ts';
import { challenge } from '../answer-bodies.ts';
import { created, ok, subjectNotFound } from '../answers.ts';
import { object, operation, purpose, readPurpose, returnUrl, subjectId } from '../fields.ts';
import { type Hand, nativeRoute } from '../native-route.ts';

const MINUTES_MAX = 24 * 60;

export const openChallenge = nativeRoute({
  method: 'POST',
  path: '/challenges',
  group: 'Challenges',
  summary: 'Invite a subject to a hosted page: set, change, verify or recover a PIN there',
  body: object(
    {
      type: oneOf(CHALLENGE_TYPES),
      subject: subjectId,
      purpose: Type.Optional(purpose),
      returnUrl: Type.Optional(returnUrl),
      operation: Type.Optional(operation),
      expiresInMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: MINUTES_MAX })),
    },
    'NewChallenge',
  ),
  answers: { 201: challenge },
  decode: ({ body }) => ({
    type: body.type,
    subject: { id: body.subject },
    purpose: readPurpose(body.purpose),
    ...(body.returnUrl && { returnUrl: body.returnUrl }),
    ...(body.operation && { operation: body.operation }),
    ...(body.expiresInMinutes && { ttlMs: body.expiresInMinutes * 60_000 }),
  }),
  run: (core, call, command) => core.openChallenge(call, command),
  encode: async (outcome: OpenChallengeOutcome, hand) => {
    switch (outcome.outcome) {
      case 'opened':
        return created(await challengeBody(outcome.challenge, hand));
      case 'id_taken':
        throw new Fault('internal', 'The challenge could not be opened. Try again.');
      case 'unknown_subject':
        return subjectNotFound();
      default:
        return unreachable(outcome);
    }
  },
});

export const readChallenge = nativeRoute({
  method: 'GET',
  path: '/challenges/:id',
  group: 'Challenges',
  summary: 'How a challenge stands; with the assertion of a verified PIN',
  body: object({}),
  answers: { 200: challenge },
  decode: ({ params }) => params['id'] ?? '',
  run: (core, call, id) => core.readChallenge(call, id),
  encode: async (opened: Challenge, hand) => ok(await challengeBody(opened, hand)),
});

async function challengeBody(opened: Challenge, hand: Hand) {
  const { id, type, subject, purpose, status, failure, assertion } = opened;
  return {
    ...{ id, url: await hand.urlOf(opened), type, subject, purpose, status },
    ...(failure !== null && { failure }),
    ...(assertion !== null && { assertion: await hand.sign(assertion) }),
    createdAt: toIso(opened.createdAt),
    expiresAt: toIso(opened.expiresAt),
    settledAt: toIso(opened.settledAt),
  };
}
