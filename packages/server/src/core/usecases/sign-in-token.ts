import type { Instant } from '../model/instant.ts';
import type { SignIn } from '../model/sign-in.ts';
import type { TokenSealer } from '../ports/token-sealer.ts';

/** What a token says once it is opened: a reference, good until an instant. */
export interface SignInRef {
  readonly tenant: string;
  readonly id: string;
  readonly expiresAt: Instant;
}

export function signInToken(
  sealer: TokenSealer,
  { dialect, tenant, id, expiresAt, level, subject }: SignIn,
): Promise<string> {
  // Level and subject are for whoever debugs with the keys at hand; they are not read back.
  const about = { level, ...(subject !== null && { sub: subject }) };
  return sealer.seal(useOf(dialect), { tenant, id, exp: expiresAt, ...about });
}

export async function openSignInToken(
  sealer: TokenSealer,
  dialect: string,
  token: string,
): Promise<SignInRef | null> {
  const claims = await sealer.open(useOf(dialect), token);
  if (claims === null) return null;
  const { tenant, id, exp } = claims;
  const whole = typeof tenant === 'string' && typeof id === 'string' && typeof exp === 'number';
  return whole ? { tenant, id, expiresAt: exp } : null;
}

function useOf(dialect: string): string {
  return `sign-in:${dialect}`;
}
