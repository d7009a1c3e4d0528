import type { Instant } from './instant.ts';

/** The stored algorithm decides how a signature is checked, whatever a token says about itself. */
export type ClientKeyAlgorithm = 'ed25519' | 'rsa';

/** Ed25519: the 32 bytes of RFC 8032; RSA: a SubjectPublicKeyInfo in DER. */
export interface ClientPublicKey {
  readonly algorithm: ClientKeyAlgorithm;
  readonly bytes: Uint8Array;
}

/**
 * The key of one client, an app on a phone or a bot's process, that speaks for one subject: it signs
 * what it sends, and shares a secret with the server for what must not be read on the way. A subject
 * may have several, a caller key by contrast speaks for a whole tenant.
 */
export interface ClientKey {
  /** What a signed request names it by; unique per dialect over all tenants. */
  readonly id: string;
  readonly dialect: string;
  readonly tenant: string;
  readonly subject: string;
  /** What staff called it; `null`: a client registered it itself. */
  readonly name: string | null;
  readonly publicKey: ClientPublicKey;
  /** What the client needs besides its private key to reach the shared secret. */
  readonly serverKey: Uint8Array | null;
  /** The shared secret, sealed to everything above. */
  readonly channel: Uint8Array;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
}

/** What a client is told so that it comes to the shared secret. */
export interface ChannelOffer {
  /** The server's Ed25519 public key; `null` where the secret was carried over instead. */
  readonly serverKey: Uint8Array | null;
  /** That key in its X25519 form (RFC 7748), or the secret wrapped for the client's RSA key. */
  readonly token: Uint8Array;
}
