import { Type } from 'typebox';
import { CHALLENGE_STATUSES, CHALLENGE_TYPES } from '../../core/model/challenge.ts';
import { POLICY_RULES } from '../../core/model/policy.ts';
import { PROMPT_RULES, SECURITY_IMAGES } from '../../core/model/security-prompt.ts';
import { QUESTION_RULES, QUESTION_TYPES } from '../../core/model/security-questions.ts';
import { IDENTIFIER_TYPES } from '../../core/model/subject.ts';
import { count, instant, oneOf, orNull, told } from '../answer-parts.ts';
import { delivery, webhookFields, webhookSecret } from '../webhook-body.ts';
import { language } from './fields.ts';

/*
 * What the native API answers. Names of outcomes and rules come from the core: a new one is in the
 * document, and in what is generated from it, without anybody thinking of it.
 */

const id = Type.String();
const policyRule = oneOf(POLICY_RULES, 'PolicyRule');
const promptRule = oneOf(PROMPT_RULES, 'PromptRule');

const refused = told({ outcome: Type.Literal('refused'), rule: policyRule });
const promptRefused = told({ outcome: Type.Literal('prompt_refused'), rule: promptRule });

/** `null`: not locked, or without an end that is known. */
const budget = { attemptsRemaining: count, lockedUntil: orNull(instant) };
const wrongOrLocked = told({ outcome: oneOf(['wrong', 'locked']), ...budget });

function plain<const T extends string>(...outcomes: readonly T[]) {
  return told({ outcome: oneOf(outcomes) });
}

export const subject = told(
  {
    id,
    identifiers: Type.Array(told({ type: oneOf(IDENTIFIER_TYPES), value: Type.String() })),
    devices: Type.Array(told({ type: Type.String(), value: Type.String() })),
    documents: Type.Array(told({ type: Type.String() }), {
      description: 'Their kinds: numbers are kept as digests only',
    }),
    language: orNull(language),
    suspended: Type.Boolean(),
    createdAt: instant,
  },
  'Subject',
);

export const setAnswer = Type.Union([plain('set'), refused, promptRefused], {
  title: 'SetAnswer',
});

export const verifyAnswer = Type.Union(
  [
    told({
      outcome: Type.Literal('verified'),
      mustChange: Type.Boolean(),
      ...budget,
      assertion: Type.Optional(
        Type.String({ description: 'Signed proof (JWT), when the request named an operation' }),
      ),
      device: Type.Optional(
        Type.String({ description: 'Token for this device, when the request had rememberDevice' }),
      ),
    }),
    wrongOrLocked,
    told({
      outcome: Type.Literal('not_set'),
      attemptsRemaining: Type.Null(),
      lockedUntil: Type.Null(),
    }),
  ],
  { title: 'VerifyAnswer' },
);

export const changeAnswer = Type.Union(
  [plain('changed', 'not_set'), refused, promptRefused, wrongOrLocked],
  { title: 'ChangeAnswer' },
);

export const resetAnswer = Type.Union([plain('reset', 'grant_invalid'), refused, promptRefused], {
  title: 'ResetAnswer',
});

export const deletePinAnswer = told({ outcome: oneOf(['deleted', 'not_set']) }, 'DeletePinAnswer');

export const pinStatus = told(
  {
    state: oneOf(['not_set', 'active', 'locked', 'disabled']),
    kind: orNull(oneOf(['hash', 'key'])),
    ...budget,
    changedAt: orNull(instant),
    verifiedAt: orNull(instant),
    mustChange: Type.Boolean(),
  },
  'PinStatus',
);

export const policyAnswer = Type.Union(
  [told({ ok: Type.Literal(true) }), told({ ok: Type.Literal(false), rule: policyRule })],
  { title: 'PolicyAnswer' },
);

export const startedRecovery = told({ id, expiresAt: instant }, 'StartedRecovery');

export const proofAnswer = Type.Union(
  [
    plain('proven', 'closed'),
    told({
      outcome: Type.Literal('wrong'),
      attemptsRemaining: count,
      lockedUntil: Type.Optional(orNull(instant)),
    }),
    told({ outcome: Type.Literal('locked'), ...budget }),
  ],
  { title: 'ProofAnswer' },
);

export const resetGrant = told({ grant: Type.String(), expiresAt: instant }, 'ResetGrant');

export const securityPrompt = told(
  { image: oneOf(SECURITY_IMAGES), phrase: Type.String() },
  'SecurityPrompt',
);

export const promptAnswer = Type.Union([plain('chosen'), promptRefused], {
  title: 'PromptAnswer',
});

export const securityImages = told(
  {
    images: Type.Array(
      told(
        {
          name: oneOf(SECURITY_IMAGES),
          png: Type.String({ contentEncoding: 'base64', contentMediaType: 'image/png' }),
        },
        'SecurityImage',
      ),
    ),
  },
  'SecurityImages',
);

export const setQuestionsAnswer = Type.Union(
  [
    plain('set'),
    told({
      outcome: Type.Literal('refused'),
      rule: oneOf(QUESTION_RULES, 'QuestionRule'),
      index: orNull(count),
    }),
    wrongOrLocked,
  ],
  { title: 'SetQuestionsAnswer' },
);

export const securityQuestions = Type.Union(
  [
    told({ state: Type.Literal('not_set'), questions: Type.Array(Type.Never(), { maxItems: 0 }) }),
    told({
      state: oneOf(['active', 'locked']),
      questions: Type.Array(
        told({
          question: Type.String(),
          type: oneOf(QUESTION_TYPES),
          hint: orNull(Type.String()),
        }),
      ),
      ...budget,
    }),
  ],
  { title: 'SecurityQuestions' },
);

export const challenge = told(
  {
    id,
    url: Type.String({ format: 'uri' }),
    type: oneOf(CHALLENGE_TYPES),
    subject: Type.String(),
    purpose: Type.String(),
    status: oneOf(CHALLENGE_STATUSES),
    failure: Type.Optional(oneOf(['pin_locked', 'answers_locked', 'expired'])),
    assertion: Type.Optional(Type.String()),
    createdAt: instant,
    expiresAt: instant,
    settledAt: orNull(instant),
  },
  'Challenge',
);

export const webhook = told(webhookFields, 'Webhook');
export const webhooks = told({ webhooks: Type.Array(webhook) }, 'Webhooks');
export const createdWebhook = told({ ...webhookFields, ...webhookSecret }, 'CreatedWebhook');
export const deliveries = told({ deliveries: Type.Array(delivery) }, 'Deliveries');

export const publicKeys = told(
  {
    keys: Type.Array(
      Type.Object({}, { title: 'PublicKey', description: 'A JSON Web Key (RFC 7517)' }),
    ),
    tenant: Type.String({ description: 'What an encrypted PIN has to name' }),
    now: Type.Integer({ description: 'Our clock, in seconds' }),
  },
  'PublicKeys',
);
