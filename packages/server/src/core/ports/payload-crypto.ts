/** A P-256 public key as base64url of its JSON Web Key (RFC 7517), as some wires hand it around. */
export type EncodedKey = string;

/** What two sides agreed on: what we show of it, and the key for what passes between them. */
export interface AgreedKey {
  readonly serverKey: EncodedKey;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/**
 * Encryption of whole bodies between an app and this server, on top of TLS. The key is agreed by
 * ECDH-ES (RFC 7518, section 4.6) with a fresh pair of ours; bodies are compact JWEs with `dir` and
 * `A256GCM`.
 */
export interface PayloadCrypto {
  /** `null` for anything but the public half of a P-256 key. `party` goes into the derivation. */
  agree(clientKey: EncodedKey, party: string): Promise<AgreedKey | null>;
  encrypt(secret: Uint8Array, body: Uint8Array): Promise<string>;
  /** `null` for anything altered, foreign, or made in another way than {@link encrypt} does. */
  decrypt(secret: Uint8Array, text: string): Promise<Uint8Array | null>;
}
