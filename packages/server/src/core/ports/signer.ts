import type { Assertion } from '../model/assertion.ts';
import type { Instant } from '../model/instant.ts';
import type { Session } from '../model/session.ts';

/** A public key as a JSON Web Key (RFC 7517). */
export type PublicKey = Readonly<Record<string, unknown>>;

/** What a session token turned out to be. */
export type ReadSession =
  | { readonly token: 'valid'; readonly session: Session }
  /** Genuine, but its time is over. */
  | { readonly token: 'expired' }
  /** A token of this kind whose signature is not ours. */
  | { readonly token: 'forged' };

/** Signs with a tenant's own keys, which never leave the server; one key per use. */
export interface Signer {
  /** The assertion as a JWT; the same assertion gives the same text. */
  sign(tenant: string, assertion: Assertion): Promise<string>;
  /** What a tenant's services verify its assertions with. */
  publicKeys(tenant: string): Promise<readonly PublicKey[]>;
  /** The session as a JWT; an assertion is never one, nor the other way round. */
  signSession(tenant: string, session: Session): Promise<string>;
  /** For whom a token says it speaks: a claim, until {@link readSession} has verified it. */
  claimedTenant(text: string): string | null;
  /** Only for tenants there are: a key pair is derived and kept for every name. */
  readSession(tenant: string, text: string, now: Instant): Promise<ReadSession>;
}
