import { Type } from 'typebox';
import { Fault } from '../../../core/fault.ts';
import { MINUTE_MS } from '../../../core/model/instant.ts';
import { told } from '../../answer-parts.ts';
import { accountNumberOf } from '../account.ts';
import { refuse, succeed } from '../answers.ts';
import { defineCall, type Exchange } from '../define-call.ts';
import { missing } from '../fields.ts';
import { lifeOf, type TokenData } from '../levels.ts';
import { requireSameToken } from '../same-token.ts';

/** A number to the vendor; ours is nobody's id, and the same as long as the sign-in lasts. */
const LOGIN_ID_HEX_DIGITS = 7;

/**
 * A token of its own for the same sign-in, at the same level, until a day after it began at most.
 * An expired one is not renewed: the vendor's page would let a stolen token live for ever.
 */
export const renewToken = defineCall({
  paths: [
    '/onboarding/token/renewToken/v1',
    '/onboarding/token/v2/renewToken',
    // The partner's way. Heading and sample of its page name two addresses (onb 2).
    '/token-service/client/server/renewtoken',
    '/token-service/client/app/renew/token',
    '/token-service/client/app/renew/v2/token',
  ],
  summary: 'Let a token that is still good go on for a while',
  takes: { token: Type.String() },
  data: told({
    loginId: Type.Integer(),
    accountNumber: Type.String(),
    token: Type.String(),
    expiryDate: Type.Integer(),
  }),
  needsKey: true,
  run: async (exchange) => {
    const { core, call, fields, settings, signIn } = exchange;
    const problem = missing(fields, 'token', 'ONB025');
    if (problem !== null) return refuse(problem);
    requireSameToken(exchange);
    const accountNumber = await accountOf(exchange);
    requireNamed(exchange, accountNumber);
    const last = signIn.createdAt + settings.renewMinutes * MINUTE_MS;
    const ttlMs = Math.min(lifeOf(signIn.level, settings), last - core.now());
    const renewed = await core.renewSignIn(call, { signIn, ttlMs });
    if (renewed === null) return refuse('ONB044');
    const digest = await core.digest(call, 'login-id', signIn.id);
    const loginId = Number.parseInt(digest.slice(0, LOGIN_ID_HEX_DIGITS), 16);
    const { token } = renewed;
    return succeed({ loginId, accountNumber, token, expiryDate: renewed.signIn.expiresAt });
  },
});

/** Text on this call (onb 2); empty for an app that has named nobody. */
async function accountOf({ core, call, signIn }: Exchange): Promise<string> {
  const { account = '' } = signIn.data as TokenData;
  if (signIn.subject === null) return account;
  const subject = await core.findSubject(call, { id: signIn.subject });
  return subject === null ? account : accountNumberOf(core, call, subject);
}

/** The partner's page asks for the account again. */
function requireNamed({ headers }: Exchange, account: string): void {
  const named = headers['x-account-number'];
  if (named === undefined || named === account) return;
  throw new Fault('session_invalid', 'The token is one of another account.');
}
