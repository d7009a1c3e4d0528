import { path } from './address.ts';
import { ApiFault, call, get } from './request.ts';

export const ROLES = ['owner', 'operator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Who is signed in. */
export interface Session {
  readonly account: string;
  readonly role: Role;
  /** `null`: whoever calls with the admin key itself. */
  readonly expiresAt: string | null;
  readonly passkeys: number;
  readonly totp: boolean;
  /** Nothing else is allowed before a second factor is added. */
  readonly factorNeeded?: true;
}

export type SignInAnswer =
  | {
      readonly outcome: 'signed_in';
      readonly account: string;
      readonly role: Role;
      readonly expiresAt: string;
    }
  | { readonly outcome: 'code_needed' }
  | { readonly outcome: 'wrong' };

export type SignInProof =
  | { readonly adminKey: string }
  | { readonly account: string; readonly password: string; readonly code?: string };

/** `null`: nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  try {
    return await get<Session>('/session');
  } catch (error) {
    if (error instanceof ApiFault && error.status === 401) return null;
    throw error;
  }
}

export function signIn(proof: SignInProof): Promise<SignInAnswer> {
  return call('POST', '/session', proof);
}

export function signOut(): Promise<null> {
  return call('DELETE', '/session');
}

export function passkeyOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return call('POST', '/session/passkey/options', {});
}

export function signInByPasskey(credential: unknown): Promise<SignInAnswer> {
  return call('POST', '/session/passkey', { credential });
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** How a change of one's own sign-in ended; `rule` says which one refused a password. */
export interface OwnAnswer {
  readonly outcome: string;
  readonly rule?: string;
}

/** `changed`, `wrong`, or `password_refused` by a rule. */
export function changePassword(change: {
  readonly currentPassword: string;
  readonly newPassword: string;
}): Promise<OwnAnswer> {
  return call('PUT', '/session/password', change);
}

/** A secret for an authenticator app, or `wrong`. */
export function beginTotp(
  password: string,
): Promise<{ readonly secret: string; readonly uri: string } | OwnAnswer> {
  return call('POST', '/session/totp', { password });
}

/** `confirmed` or `wrong`. */
export function confirmTotp(code: string): Promise<OwnAnswer> {
  return call('POST', '/session/totp/confirm', { code });
}

/** `removed` or `wrong`. */
export function removeTotp(password: string): Promise<OwnAnswer> {
  return call('DELETE', '/session/totp', { password });
}

export async function listPasskeys(signal?: AbortSignal): Promise<readonly Passkey[]> {
  return (await get<{ readonly passkeys: readonly Passkey[] }>('/session/passkeys', signal))
    .passkeys;
}

/** What the browser makes a passkey from, or `wrong`. */
export function newPasskeyOptions(
  password: string,
): Promise<PublicKeyCredentialCreationOptionsJSON | OwnAnswer> {
  return call('POST', '/session/passkeys/options', { password });
}

/** The passkey, or `refused`: the browser's answer does not hold. */
export function addPasskey(
  credential: unknown,
  name: string,
): Promise<Passkey | { readonly outcome: 'refused' }> {
  return call('POST', '/session/passkeys', { credential, name });
}

/** `removed` or `wrong`. */
export function removePasskey(id: string, password: string): Promise<OwnAnswer> {
  return call('DELETE', path`/session/passkeys/${id}`, { password });
}
