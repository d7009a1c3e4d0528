import { createHash } from 'node:crypto';
import type { ClientKeyAlgorithm } from '../core/model/client-key.ts';
import type { ClientCrypto } from '../core/ports/client-crypto.ts';
import type { ClientKeyKind } from './client-key-kind.ts';
import { decryptMessage } from './client-message.ts';
import { ED25519_KEY_BYTES, ed25519ClientKeys } from './ed25519-client-key.ts';
import { rsaClientKeys } from './rsa-client-key.ts';

/**
 * Two kinds of keys, kept apart: the algorithm stored with a key decides alone, so what was signed
 * with one kind never passes for the other.
 */
export function createClientCrypto(): ClientCrypto {
  const kinds: Record<ClientKeyAlgorithm, ClientKeyKind> = {
    ed25519: ed25519ClientKeys(),
    rsa: rsaClientKeys(),
  };
  return {
    readPublicKey: (bytes) =>
      bytes.length === ED25519_KEY_BYTES ? kinds.ed25519.read(bytes) : kinds.rsa.read(bytes),
    generate: (algorithm) => kinds[algorithm].generate(),
    agree: (publicKey) => kinds[publicKey.algorithm].agree(publicKey),
    offer: (publicKey, channel, label) =>
      kinds[publicKey.algorithm].offer(publicKey, channel, label),
    verify: (publicKey, message, signature) =>
      kinds[publicKey.algorithm].verify(publicKey, message, signature),
    decrypt: decryptMessage,
    hash: (algorithm, bytes) => createHash(algorithm).update(bytes).digest(),
  };
}
