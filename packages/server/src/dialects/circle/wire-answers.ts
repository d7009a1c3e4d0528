import { type TSchema, Type } from 'typebox';
import { QUESTION_TYPES } from '../../core/model/security-questions.ts';
import { count, oneOf, told } from '../answer-parts.ts';
import { LABELS, STATUSES } from './challenge-object.ts';
import { SECRET_STATUSES } from './end-user.ts';

/*
 * What the calls of this wire answer inside `data` (w3s 4, 9).
 */

/** Without fractions of a second (w3s 4). */
const date = Type.String({ format: 'date-time' });
const id = Type.String();

/** Every 2xx of a call with a key (w3s 10.1). */
export function inData(schema: TSchema) {
  return told({ data: schema });
}

const details = told(
  {
    failedAttempts: count,
    lockedDate: Type.Optional(date),
    lockedExpiryDate: Type.Optional(date),
    lastLockOverrideDate: Type.Optional(date),
  },
  'CircleSecretDetails',
);

export const user = told(
  {
    id,
    createDate: date,
    status: oneOf(['ENABLED', 'DISABLED']),
    pinStatus: oneOf(SECRET_STATUSES, 'CircleSecretStatus'),
    pinDetails: details,
    securityQuestionStatus: oneOf(SECRET_STATUSES, 'CircleSecretStatus'),
    securityQuestionDetails: details,
  },
  'CircleUser',
);

export const challenge = told(
  {
    id,
    correlationIds: Type.Array(Type.String()),
    status: oneOf(STATUSES, 'CircleChallengeStatus'),
    type: oneOf(LABELS, 'CircleChallengeType'),
    errorCode: Type.Optional(Type.Integer()),
    errorMessage: Type.Optional(Type.String()),
  },
  'CircleChallenge',
);

export const openedChallenge = told({ challengeId: Type.String({ format: 'uuid' }) });

export const userToken = told({
  userToken: Type.String({ description: 'A JWT; good for an hour' }),
  encryptionKey: Type.String({ contentEncoding: 'base64' }),
});

export const notificationSubscription = told(
  {
    id,
    name: Type.String(),
    endpoint: Type.String(),
    enabled: Type.Boolean(),
    createDate: date,
    updateDate: date,
    notificationTypes: Type.Array(Type.String()),
    restricted: Type.Boolean(),
  },
  'CircleSubscription',
);

export const notificationKey = told({
  id,
  algorithm: Type.String(),
  publicKey: Type.String(),
  createDate: date,
});

const fieldError = told({
  error: oneOf(['required', 'invalid_value', 'length_outside_bounds', 'min_value']),
  message: Type.String(),
  location: Type.String(),
  constraints: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
  ),
});

export const refusal = told(
  {
    code: Type.Integer({ description: "The vendor's code" }),
    message: Type.String(),
    errors: Type.Optional(Type.Array(fieldError)),
  },
  'CircleError',
);

/** What a page's call is refused with. */
export const stepRefusal = told(
  {
    code: Type.Integer(),
    message: Type.String(),
    closes: Type.Boolean({ description: 'Whether the page has to close' }),
    attemptsRemaining: Type.Optional(count),
    rule: Type.Optional(Type.String()),
    status: Type.Optional(oneOf(STATUSES, 'CircleChallengeStatus')),
    lockedUntil: Type.Optional(date),
  },
  'CircleStepError',
);

export const ceremony = told(
  {
    type: oneOf(LABELS, 'CircleChallengeType'),
    steps: Type.Array(oneOf(['currentPin', 'newPin', 'questions', 'answers'])),
    questions: Type.Array(
      told({
        question: Type.String(),
        type: oneOf(QUESTION_TYPES),
        hint: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    pinLength: count,
    questionsMin: count,
    attemptsRemaining: Type.Union([count, Type.Null()]),
    answerAttemptsRemaining: Type.Union([count, Type.Null()]),
  },
  'CircleCeremony',
);

export const nothing = told({});
export const shownGrant = told({ grant: Type.String() });
export const finished = told({
  type: oneOf(LABELS, 'CircleChallengeType'),
  status: Type.Literal('COMPLETE'),
});
