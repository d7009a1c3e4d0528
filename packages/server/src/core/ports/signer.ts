import type { Assertion } from '../model/assertion.ts';

/** A public key as a JSON Web Key (RFC 7517). */
export type PublicKey = Readonly<Record<string, unknown>>;

/** Signs with a tenant's own key, which never leaves the server. */
export interface Signer {
  /** The assertion as a JWT; the same assertion gives the same text. */
  sign(tenant: string, assertion: Assertion): Promise<string>;
  /** What a tenant's services verify its assertions with. */
  publicKeys(tenant: string): Promise<readonly PublicKey[]>;
}
