import { Type } from 'typebox';
import { succeed } from '../answers.ts';
import { defineCall } from '../define-call.ts';
import { textOf } from '../fields.ts';
import { requireSameToken } from '../same-token.ts';

/** Ends the token that is shown, with every renewal of it; the app's own token goes on. */
export const logout = defineCall({
  paths: ['/onboarding/user/logout/v1', '/onboarding/user/v2/logout'],
  summary: 'End the token of the call',
  takes: { token: Type.Optional(Type.String()) },
  run: async (exchange) => {
    if (textOf(exchange.fields, 'token') !== undefined) requireSameToken(exchange);
    await exchange.core.endSignIn(exchange.signIn);
    return succeed();
  },
});
