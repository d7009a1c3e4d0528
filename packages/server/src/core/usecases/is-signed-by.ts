import type { PinSignature } from '../model/pin-key.ts';
import type { ClientCrypto } from '../ports/client-crypto.ts';

/**
 * Whether whoever sent a public key also has its private half. Says nothing about a PIN, and costs
 * nothing. `false` for what is no key, or one that anybody can sign with.
 */
export async function isSignedBy(
  crypto: ClientCrypto,
  key: Uint8Array,
  { message, signature }: PinSignature,
): Promise<boolean> {
  const publicKey = await crypto.readPublicKey(key);
  return publicKey !== null && crypto.verify(publicKey, message, signature);
}
