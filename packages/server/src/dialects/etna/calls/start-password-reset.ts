import type { Core } from '../../../core/core.ts';
import type { Call } from '../../../core/model/call.ts';
import type { Subject } from '../../../core/model/subject.ts';
import { json } from '../../call-shape.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { refuse, succeedBriefly } from '../answers.ts';
import { resetUse } from '../code-uses.ts';
import { APP_ONLY, bodyOf, briefEnvelope } from '../etna-shape.ts';
import { namedPerson } from '../person-name.ts';
import { PASSWORD_PURPOSE } from '../purposes.ts';
import { readFields } from '../read-fields.ts';
import { isRightAnswer, secretQuestionOf } from '../secret-question.ts';
import { readSettings } from '../settings.ts';

const FIELDS = {
  User: { maxLength: 1_024 },
  SecretQuestionAnswer: { maxLength: 1_024, optional: true },
} as const;

/**
 * Somebody who is known is written a code and a message, some milliseconds on a quiet machine. A step has
 * room for that on a busy one too, and nobody who forgot a password minds.
 */
const ANSWERS_EVERY_MS = 300;

/**
 * Mails a code to whoever forgot the password. Somebody unknown gets the answer of somebody who is
 * asked no question, and so does who cannot be reached or had too many codes (etna 5).
 */
export const startPasswordReset: Route = {
  method: 'POST',
  path: '/users/password/reset',
  summary: 'Send a code that lets somebody set a new password',
  shape: {
    request: bodyOf(FIELDS),
    answers: { 200: json(briefEnvelope()) },
    proofs: APP_ONLY,
  },
  answersEveryMs: ANSWERS_EVERY_MS,
  handle: async (request, call, core) => {
    const read = readFields(request.body, 'passwordReset', FIELDS);
    if ('refused' in read) return read.refused;
    const { User: name, SecretQuestionAnswer: answer } = read.texts;
    const ref = namedPerson(name);
    const subject = ref === null ? null : await core.findSubject(call, ref);
    const question = subject && (await secretQuestionOf(core, call, subject));
    if (subject !== null && question !== null) {
      const isRight = answer !== undefined && (await isRightAnswer(core, call, subject, answer));
      if (!isRight) return refuseAnswer(call);
    }
    await sendResetCode(core, call, subject);
    return succeedBriefly();
  },
};

/** Whatever comes of it: a stranger who asks must not learn who can be reached. */
async function sendResetCode(core: Core, call: Call, found: Subject | null): Promise<void> {
  const about = { subject: { id: found?.id ?? '' }, purpose: PASSWORD_PURPOSE };
  const password = await core.readPinStatus(call, about);
  // Who never had a password gets the first one from staff, not from whoever knows a name.
  const hasPassword = password.outcome === 'status' && password.changedAt !== null;
  await core.sendCode(call, {
    ...{ subject: hasPassword ? found : null, use: resetUse(call, 'ResetPassword') },
    ...{ template: 'recovery_code', findable: true, evenly: true },
  });
}

/** The same for a wrong answer and for none. */
function refuseAnswer({ tenant }: Call): WireResponse {
  const error = 'Answer is incorrect, try again.';
  return refuse(readSettings(tenant), { status: 400, error, code: 'ErrorIncorrectAnswer' });
}
