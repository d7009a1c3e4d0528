import type { ChannelOffer, ClientKeyAlgorithm, ClientPublicKey } from '../model/client-key.ts';

/** A secret just agreed on, and what the server used for it as far as it is public. */
export interface NewChannel {
  readonly secret: Uint8Array;
  /** Its Ed25519 public key, and behind it the same key in X25519 form; `null`: nothing. */
  readonly serverKey: Uint8Array | null;
}

export interface GeneratedClientKey {
  readonly publicKey: ClientPublicKey;
  /** Ed25519: the seed (RFC 8032, 5.1.5); RSA: PKCS #1 in DER. */
  readonly privateKey: Uint8Array;
}

/** The public-key side of clients: signatures, agreement on a secret, messages under it. */
export interface ClientCrypto {
  /** 32 bytes are Ed25519, anything else must be an RSA SubjectPublicKeyInfo; `null` for unsafe keys. */
  readPublicKey(bytes: Uint8Array): Promise<ClientPublicKey | null>;
  generate(algorithm: ClientKeyAlgorithm): Promise<GeneratedClientKey>;
  /**
   * A fresh secret of 32 bytes. Ed25519: X25519 between the client's key and one made for this and
   * forgotten, both in Montgomery form; RSA: random, to be wrapped. Throws `request_malformed` for a
   * key that makes everybody's secret the same.
   */
  agree(publicKey: ClientPublicKey): Promise<NewChannel>;
  /** `label` binds an RSA-wrapped secret to its place (RFC 8017, 7.1). */
  offer(publicKey: ClientPublicKey, channel: NewChannel, label: string): Promise<ChannelOffer>;
  /** Ed25519 (RFC 8032), or RSASSA-PKCS1-v1_5 with SHA-512; `false` for anything malformed. */
  verify(publicKey: ClientPublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** AES-256-CBC with the IV in front and PKCS #7 padding; `null` when it does not come apart. */
  decrypt(secret: Uint8Array, box: Uint8Array): Uint8Array | null;
  /** Without a key, for what the other side computes too; never of a PIN. */
  hash(algorithm: 'sha256' | 'sha3-256', bytes: Uint8Array): Uint8Array;
}
