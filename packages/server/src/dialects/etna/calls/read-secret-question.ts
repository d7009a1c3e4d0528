import { Type } from 'typebox';
import { json } from '../../call-shape.ts';
import type { Route } from '../../dialect.ts';
import { STRANGER_STEP_MS } from '../../stranger-step.ts';
import { invalid, succeedBriefly } from '../answers.ts';
import { APP_ONLY, briefEnvelope } from '../etna-shape.ts';
import { namedPerson } from '../person-name.ts';
import { secretQuestionOf } from '../secret-question.ts';

/** Who is unknown looks like who has none (etna 5). */
export const readSecretQuestion: Route = {
  method: 'GET',
  path: '/users/password/secret-question',
  summary: 'Read the question somebody is asked who forgot the password',
  shape: {
    query: Type.Object({ username: Type.String({ minLength: 1 }) }),
    answers: { 200: json(briefEnvelope(Type.String())) },
    proofs: APP_ONLY,
  },
  answersEveryMs: STRANGER_STEP_MS,
  handle: async ({ query }, call, core) => {
    const { username } = query;
    if (typeof username !== 'string' || username === '') {
      return invalid({ username: ['The username field is required.'] });
    }
    const ref = namedPerson(username);
    const subject = ref === null ? null : await core.findSubject(call, ref);
    const question = subject === null ? null : await secretQuestionOf(core, call, subject);
    return succeedBriefly(question ?? '');
  },
};
