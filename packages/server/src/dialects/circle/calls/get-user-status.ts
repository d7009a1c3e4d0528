import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { ok, refuse } from '../answers.ts';
import { endUser } from '../end-user.ts';
import { defineUserCall } from '../user-call.ts';
import { user } from '../wire-answers.ts';

export const getUserStatus = defineUserCall({
  method: 'GET',
  path: '/v1/w3s/user',
  summary: 'Read the user a token is for',
  input: {},
  answers: { 200: user },
  run: async ({ core, call, user: subject }) => {
    const standing = await core.readStanding(call, { subject, purpose: DEFAULT_PURPOSE });
    return standing === null ? refuse(155102) : ok(endUser(standing));
  },
});
