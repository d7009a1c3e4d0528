import { unreachable } from '../../../core/fault.ts';
import { ok, refuse } from '../answers.ts';
import { defineCall } from '../rest-call.ts';
import { claimsFor, encryptionKeyOf, USER_TOKEN_TTL_MS } from '../user-token.ts';
import { userToken } from '../wire-answers.ts';
import { userId } from '../wire-fields.ts';

/**
 * A new token ends none before it: the SDK keeps one for 50 minutes while the backend mints another
 * for the browser (w3s 6.1). A disabled user gets one too; each call made with it says so.
 */
export const createUserToken = defineCall({
  method: 'POST',
  path: '/v1/w3s/users/token',
  summary: 'Vouch for a user towards the browser for an hour',
  input: { userId },
  answers: { 200: userToken },
  run: async ({ core, call, input }) => {
    const claims = await claimsFor(core, call, input.userId);
    const opened = await core.openSession(call, {
      subject: { id: input.userId },
      ttlMs: USER_TOKEN_TTL_MS,
      claims: () => claims,
    });
    switch (opened.outcome) {
      case 'opened': {
        const encryptionKey = await encryptionKeyOf(core, call, opened.session);
        return ok({ userToken: opened.token, encryptionKey });
      }
      case 'unknown_subject':
        return refuse(155102);
      default:
        return unreachable(opened);
    }
  },
});
