import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { SignIn } from '../../core/model/sign-in.ts';
import type { TokenCaller, WireRequest } from '../dialect.ts';
import { ETNA } from './settings.ts';
import { fromWireToken } from './wire-token.ts';

const BEARER = /^Bearer +(\S+) *$/i;

/** The token as it was sent; `undefined` when the header is missing or is something else. */
export function bearerText({ headers }: Pick<WireRequest, 'headers'>): string | undefined {
  return BEARER.exec(headers['authorization'] ?? '')?.[1];
}

/** For whom the request's bearer speaks. Throws one of the `session_` faults. */
export async function openBearer(
  request: Pick<WireRequest, 'headers'>,
  core: Core,
): Promise<TokenCaller & { readonly signIn: SignIn }> {
  const token = fromWireToken(bearerText(request) ?? '');
  if (token === null) throw denied('session_unknown', 'no bearer');
  return core.authenticateSignIn({ dialect: ETNA, token });
}

export function denied(code: 'session_unknown' | 'session_invalid', internal: string): Fault {
  return new Fault(code, 'Authorization has been denied for this request.', { internal });
}
