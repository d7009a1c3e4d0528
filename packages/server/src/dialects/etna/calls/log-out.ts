import type { Route } from '../../dialect.ts';
import { authenticateAnew } from '../authenticate.ts';

/** Ends the bearer that came along. Without one that is good, nobody is logged in any more. */
export const logOut: Route = {
  method: 'POST',
  path: '/logout',
  summary: 'Log out',
  shape: { answers: { 200: null }, proofs: ['appKey'] },
  authenticate: authenticateAnew,
  handle: async (_request, { signIn }, core) => {
    if (signIn !== undefined) await core.endSignIn(signIn);
    return { status: 200 };
  },
};
