import { unreachable } from '../../../core/fault.ts';
import type { ChangePasswordOutcome } from '../../../core/model/outcome.ts';
import { Password } from '../../../core/model/password.ts';
import { json } from '../../call-shape.ts';
import type { Route, WireResponse } from '../../dialect.ts';
import { deny, invalid, succeedBriefly } from '../answers.ts';
import { authenticateBearer } from '../authenticate.ts';
import { bodyOf, briefEnvelope } from '../etna-shape.ts';
import { FULL_LEVEL } from '../levels.ts';
import { ownAccount } from '../own-account.ts';
import { readFields } from '../read-fields.ts';
import { passwordSentence } from '../sentences.ts';

/** What the vendor's own answers call the body. */
const PARAMETER = 'userPassword';
const FIELDS = {
  OldPassword: { maxLength: 512, optional: true },
  Password: { maxLength: 512 },
  PasswordConfirm: { maxLength: 512 },
} as const;

/** Of the caller's own account only, whoever they are (etna 5). All tokens of the person end. */
export const changePassword: Route = {
  method: 'PUT',
  path: '/users/:userId/password/change',
  summary: 'Change a password whose present value is known',
  shape: { request: bodyOf(FIELDS), answers: { 200: json(briefEnvelope()) } },
  authenticate: authenticateBearer(FULL_LEVEL),
  handle: async (request, call, core) => {
    const id = ownAccount(request, call);
    if (id === null) return deny();
    const read = readFields(request.body, PARAMETER, FIELDS);
    if ('refused' in read) return read.refused;
    const { OldPassword: old, Password: wanted, PasswordConfirm: repeated } = read.texts;
    if (old === undefined || old === '') return refuseField('OldPassword', 'Password is required');
    if (wanted !== repeated) return refuseField('PasswordConfirm', 'Passwords do not match');
    const currentPassword = Password.parse(old);
    const newPassword = Password.parse(wanted);
    if (currentPassword === null) return refuseOld();
    if (newPassword === null) return refuseField('Password', passwordSentence('characters'));
    const command = { subject: { id }, currentPassword, newPassword };
    return encode(await core.changePassword(call, command));
  },
};

function encode(outcome: ChangePasswordOutcome): WireResponse {
  switch (outcome.outcome) {
    case 'changed':
      return succeedBriefly();
    case 'wrong':
    case 'not_set':
    case 'unknown_subject':
      return refuseOld();
    case 'locked':
      return refuseField('OldPassword', 'Too many wrong passwords. Try again later.', 409);
    case 'password_refused':
      return refuseField('Password', passwordSentence(outcome.rule));
    default:
      return unreachable(outcome);
  }
}

function refuseOld(): WireResponse {
  return refuseField('OldPassword', 'Password is incorrect');
}

function refuseField(field: keyof typeof FIELDS, rule: string, status = 422): WireResponse {
  return invalid({ [`${PARAMETER}.${field}`]: [rule] }, status);
}
