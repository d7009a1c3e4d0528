import type { Core } from '../../../core/core.ts';
import { unreachable } from '../../../core/fault.ts';
import type { Call } from '../../../core/model/call.ts';
import type { PutPasswordOutcome } from '../../../core/model/outcome.ts';
import { Password } from '../../../core/model/password.ts';
import { json } from '../../call-shape.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { invalid, refuse, succeedBriefly } from '../answers.ts';
import { openConfirmation } from '../confirmation.ts';
import { APP_ONLY, bodyOf, briefEnvelope } from '../etna-shape.ts';
import { readFields } from '../read-fields.ts';
import { passwordSentence } from '../sentences.ts';
import { readSettings } from '../settings.ts';

const PARAMETER = 'passwordReset';
const FIELDS = {
  Token: { maxLength: 8_192 },
  Password: { maxLength: 512 },
  PasswordConfirmation: { maxLength: 512 },
} as const;

/** The page prints the path with a slash at its end (etna 2, 9). */
export const finishPasswordReset: readonly Route[] = ['', '/'].map((end) => ({
  method: 'PUT',
  path: `/users/passwords/reset${end}`,
  ...(end !== '' && { aliasOf: '/users/passwords/reset' }),
  summary: 'Set a password with a confirmation token',
  shape: {
    request: bodyOf(FIELDS),
    answers: { 200: json(briefEnvelope()) },
    proofs: APP_ONLY,
  },
  handle: async (request, call, core) => {
    const read = readFields(request.body, PARAMETER, FIELDS);
    if ('refused' in read) return read.refused;
    const { Token: token, Password: password, PasswordConfirmation: repeated } = read.texts;
    if (password !== repeated) {
      return invalid({ [`${PARAMETER}.PasswordConfirmation`]: ['Passwords do not match'] });
    }
    return encode(call, await replace(core, call, { token, password }));
  },
}));

async function replace(
  core: Core,
  call: Call,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<PutPasswordOutcome> {
  const confirmation = await openConfirmation(core, call, { token, confirms: 'password' });
  if (confirmation === null) return { outcome: 'grant_invalid' };
  const newPassword = Password.parse(password);
  if (newPassword === null) return { outcome: 'password_refused', rule: 'characters' };
  const { subject: id, grant } = confirmation;
  return core.putPassword(call, { subject: { id }, newPassword, grant });
}

function encode({ tenant }: Call, outcome: PutPasswordOutcome): WireResponse {
  const settings = readSettings(tenant);
  const status = 400;
  switch (outcome.outcome) {
    case 'set':
      return succeedBriefly();
    case 'password_refused': {
      const error = passwordSentence(outcome.rule);
      return refuse(settings, { status, error, code: 'ErrorInvalidPassword' });
    }
    case 'grant_invalid':
    case 'unknown_subject': {
      const error = 'Token is not valid. It may be used or expired.';
      return refuse(settings, { status, error, code: 'ErrorInvalidToken' });
    }
    default:
      return unreachable(outcome);
  }
}
