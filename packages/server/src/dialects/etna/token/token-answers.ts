import type { WireResponse } from '../../dialect.ts';

/** The last one is misspelt on the wire, in every source (etna 3.2). */
export type LogInStep = 'BaseAuthentication' | 'VerificationCode' | 'SecutityPin';

export function succeeded(token: string): WireResponse {
  return { status: 200, body: { State: 'Succeeded', Token: token } };
}

/** What is missing. Sample code takes `Token` out of every 200 and 202, so it is always there. */
export function expecting(
  step: LogInStep,
  reason: string,
  more: Readonly<Record<string, string>> & { readonly Token: string },
): WireResponse {
  return { status: 202, body: { Step: step, Reason: reason, State: 'Expecting', ...more } };
}

export function expectCode(token: string): WireResponse {
  return expecting('VerificationCode', 'Expecting confirmation code', { Token: token });
}

/** Carries no token, whatever was shown before. */
export function failed(
  step: LogInStep,
  reason: string,
  more: Readonly<Record<string, string>> = {},
): WireResponse {
  return { status: 401, body: { State: 'Failed', Step: step, Reason: reason, ...more } };
}

/** One answer for unknown, wrong, locked and suspended: it tells strangers nothing. */
export function invalidCredentials(): WireResponse {
  return failed('BaseAuthentication', 'Invalid credentials');
}
