import { Type } from 'typebox';
import { Fault, unreachable } from '../../../core/fault.ts';
import type { QuestionsOutcome, SetQuestionsOutcome } from '../../../core/model/outcome.ts';
import { ANSWER_LENGTH_MAX, QUESTION_TYPES } from '../../../core/model/security-questions.ts';
import { oneOf } from '../../answer-parts.ts';
import { securityQuestions, setQuestionsAnswer } from '../answer-bodies.ts';
import { lockoutFields, type Ok, ok, subjectNotFound } from '../answers.ts';
import { object, pin, purpose, readPin, readPurpose, readSubject } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

const TEXT_MAX = 1024;

const answered = object({
  question: Type.String({ maxLength: TEXT_MAX }),
  type: Type.Optional(oneOf(QUESTION_TYPES)),
  answer: Type.String({ maxLength: 2 * ANSWER_LENGTH_MAX }),
  hint: Type.Optional(Type.String({ maxLength: TEXT_MAX })),
});

export const setQuestions = nativeRoute({
  method: 'PUT',
  path: '/subjects/:id/questions',
  group: 'Recovery',
  summary: 'Set the security questions of a subject, once; with the PIN where there is one',
  body: object(
    {
      questions: Type.Array(answered, { maxItems: 20 }),
      currentPin: Type.Optional(pin),
      purpose: Type.Optional(purpose),
    },
    'NewQuestions',
  ),
  answers: { 200: setQuestionsAnswer },
  pins: { operation: 'questions', fields: ['currentPin'] },
  secrets: ['questions'],
  decode: ({ params, body, pins }) => ({
    subject: readSubject(params),
    purpose: readPurpose(body.purpose),
    questions: body.questions.map(({ question, type, answer, hint }) => ({
      ...{ question, type: type ?? ('TEXT' as const), answer, hint: hint ?? null },
    })),
    ...(body.currentPin !== undefined && {
      currentPin: readPin(pins.get('currentPin') ?? body.currentPin),
    }),
  }),
  run: (core, call, command) => core.setQuestions(call, command),
  encode: encodeSet,
});

export const readQuestions = nativeRoute({
  method: 'GET',
  path: '/subjects/:id/questions',
  group: 'Recovery',
  summary: 'The security questions of a subject, with their hints',
  body: object({}),
  query: object({ purpose: Type.Optional(purpose) }),
  answers: { 200: securityQuestions },
  decode: ({ params, query }) => ({
    subject: readSubject(params),
    purpose: readPurpose(query.purpose),
  }),
  run: (core, call, query) => core.readQuestions(call, query),
  encode: encodeQuestions,
});

function encodeSet(outcome: SetQuestionsOutcome): Ok<typeof setQuestionsAnswer> {
  switch (outcome.outcome) {
    case 'set':
      return ok({ outcome: 'set' });
    case 'questions_refused':
      return ok({ outcome: 'refused', rule: outcome.rule, index: outcome.index });
    case 'wrong':
    case 'locked':
      return ok({ outcome: outcome.outcome, ...lockoutFields(outcome.lockout) });
    case 'pin_required':
      throw new Fault(
        'request_malformed',
        'This subject has a PIN: send it as currentPin. Questions can replace a PIN.',
      );
    case 'exists':
      throw new Fault('questions_exist', 'Security questions are set once; these are set already.');
    case 'not_set':
    case 'unknown_subject':
      return subjectNotFound();
    default:
      return unreachable(outcome);
  }
}

function encodeQuestions(outcome: QuestionsOutcome): Ok<typeof securityQuestions> {
  if (outcome.outcome === 'unknown_subject') return subjectNotFound();
  const { questions, lockout } = outcome;
  if (questions === null) return ok({ state: 'not_set', questions: [] });
  const state = lockout.locked ? 'locked' : 'active';
  return ok({ state, questions, ...lockoutFields(lockout) });
}
