import { Fault } from '../fault.ts';
import { isChangedSince } from '../model/credential.ts';
import { passwordKey } from '../model/password.ts';
import type { SignIn } from '../model/sign-in.ts';
import type { Tenant } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { openSignInToken } from './sign-in-token.ts';

export interface SignInCaller {
  readonly tenant: Tenant;
  /** The caller key the sign-in was opened through. */
  readonly keyId: string;
  readonly signIn: SignIn;
}

/**
 * For whom a token speaks. Throws `session_invalid` for what is no token of this wire, and for one
 * whose sign-in, caller key, tenant, subject or PIN is no longer what it was; `session_expired`
 * for one whose time is over.
 */
export async function authenticateSignIn(
  ports: Pick<Ports, 'store' | 'tokenSealer' | 'clock'>,
  { dialect, token }: { readonly dialect: string; readonly token: string },
): Promise<SignInCaller> {
  const ref = await openSignInToken(ports.tokenSealer, dialect, token);
  if (ref === null) throw invalid('not a token of this wire');
  const now = ports.clock.now();
  if (ref.expiresAt <= now) throw expired();
  const signIn = await ports.store.readSignIn(ref.tenant, ref.id);
  if (signIn === null || signIn.dialect !== dialect) throw invalid('no such sign-in');
  if (signIn.endedAt !== null) throw invalid('the sign-in has ended');
  if (signIn.expiresAt <= now) throw expired();
  const tenant = await ports.store.readTenant(signIn.tenant);
  if (tenant === null || tenant.suspendedAt !== null) throw invalid('tenant not active');
  const key = await ports.store.readCallerKey(dialect, signIn.caller);
  const isOurs = key?.tenant === tenant.id && key.revokedAt === null;
  if (!isOurs) throw invalid('the caller key was revoked');
  await refuseOutdated(ports, signIn);
  return { tenant, keyId: signIn.caller, signIn };
}

async function refuseOutdated(ports: Pick<Ports, 'store'>, signIn: SignIn): Promise<void> {
  const { tenant, subject, purpose, boundTo } = signIn;
  if (subject === null) return;
  const owner = await ports.store.readSubject(tenant, subject);
  if (owner === null || owner.suspendedAt !== null) throw invalid('the subject may not sign in');
  if (boundTo === null) return;
  const { verifier, ...pin } = await ports.store.readCredential({ tenant, subject, purpose });
  const version = verifier?.version ?? null;
  if (version !== boundTo.version) throw invalid('another PIN is in force');
  // There is none again, after one that ended this sign-in.
  if (version === null && isChangedSince(pin, signIn.createdAt))
    throw invalid('the PIN was deleted since');
  const password = await ports.store.readCredential(passwordKey({ tenant, subject }));
  if (isChangedSince(password, signIn.createdAt)) throw invalid('the password was replaced since');
}

function invalid(internal: string): Fault {
  const sentence = 'The token is not valid here. Get a new token.';
  return new Fault('session_invalid', sentence, { internal });
}

function expired(): Fault {
  return new Fault('session_expired', 'The token has expired. Get a new token.');
}
