import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { told } from '../../answer-parts.ts';
import { ok, refuse } from '../answers.ts';
import { endUser } from '../end-user.ts';
import { defineCall } from '../rest-call.ts';
import { user } from '../wire-answers.ts';

/** The one answer with the user a level deeper (w3s 3.1). */
export const getUser = defineCall({
  method: 'GET',
  path: '/v1/w3s/users/:userId',
  summary: 'Read a user',
  input: {},
  answers: { 200: told({ user }) },
  run: async ({ core, call, request }) => {
    const subject = { id: request.params['userId'] ?? '' };
    const standing = await core.readStanding(call, { subject, purpose: DEFAULT_PURPOSE });
    return standing === null ? refuse(155102) : ok({ user: endUser(standing) });
  },
});
