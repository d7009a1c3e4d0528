import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  type KeyObject,
  randomBytes,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { Fault } from '../core/fault.ts';
import type { NewChannel } from '../core/ports/client-crypto.ts';
import type { ClientKeyKind } from './client-key-kind.ts';
import { ed25519FromSeed } from './key-from-seed.ts';

/** Seeds and public keys alike (RFC 8032, 5.1.5). */
export const ED25519_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/**
 * Every spelling of the y of a point of small order, without the sign of x: with such a key everybody's
 * secret is the same, and there are signatures that are good for any message.
 */
const SMALL_ORDER_Y: ReadonlySet<string> = new Set([
  `01${'00'.repeat(31)}`,
  `ee${'ff'.repeat(30)}7f`,
  `ec${'ff'.repeat(30)}7f`,
  '00'.repeat(32),
  `ed${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** On a thread of the runtime's pool: a tenth of a millisecond that the one main thread has not. */
const verifyAside = promisify<null, Uint8Array, KeyObject, Uint8Array, boolean>(verify);

/** The DER that stands before the 32 bytes of an X25519 private key (RFC 8410, section 7). */
const X25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Keys that sign with Ed25519 and agree on a secret in their X25519 form. */
export function ed25519ClientKeys(): ClientKeyKind {
  return {
    async read(bytes) {
      const own = Uint8Array.from(bytes);
      return (await isSafePoint(own)) ? { algorithm: 'ed25519', bytes: own } : null;
    },

    async generate() {
      const seed = randomBytes(ED25519_KEY_BYTES);
      return { publicKey: { algorithm: 'ed25519', bytes: publicBytes(seed) }, privateKey: seed };
    },

    agree: (publicKey) => agreeFromSeed(randomBytes(ED25519_KEY_BYTES), publicKey.bytes),

    async offer(_publicKey, { serverKey }) {
      if (serverKey === null) {
        const sentence = 'The server lost its part of a key. Register the client again.';
        const internal = 'an agreement with an Ed25519 key has no server key';
        throw new Fault('internal', sentence, { internal });
      }
      const edwards = serverKey.slice(0, ED25519_KEY_BYTES);
      return { serverKey: edwards, token: serverKey.slice(ED25519_KEY_BYTES) };
    },

    async verify({ bytes }, message, signature) {
      if (bytes.length !== ED25519_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
      if (isOfSmallOrder(bytes)) return false;
      // Anything else that is no point verifies nothing: the key was looked at when it came.
      return verifyAside(null, message, publicKeyFrom('Ed25519', bytes), signature);
    },
  };
}

/**
 * The secret between the client's key and the server key with this seed, raw as X25519 leaves it
 * (RFC 7748, 6.1): the clients put no key derivation on top.
 */
export async function agreeFromSeed(seed: Uint8Array, clientKey: Uint8Array): Promise<NewChannel> {
  const { utils } = await curve();
  const privateKey = createPrivateKey({
    key: Buffer.concat([X25519_PKCS8_PREFIX, utils.toMontgomerySecret(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  try {
    // Small-order keys fail in one of the two: OpenSSL takes no secret of zeros (RFC 7748, 6.1).
    const publicKey = publicKeyFrom('X25519', utils.toMontgomery(clientKey));
    const secret = diffieHellman({ privateKey, publicKey });
    const edwards = publicBytes(seed);
    // Both forms: to turn one into the other for every answer costs as much as a signature.
    return { secret, serverKey: Buffer.concat([edwards, utils.toMontgomery(edwards)]) };
  } catch (cause) {
    const sentence = 'The public key cannot be used. Send the one of a new Ed25519 key pair.';
    throw new Fault('request_malformed', sentence, { cause });
  }
}

/** Loaded for the first client's key: few servers have clients, and it takes megabytes. */
async function curve() {
  return (await import('@noble/curves/ed25519.js')).ed25519;
}

/** OpenSSL reads any 32 bytes as a key, so the point is looked at here. */
async function isSafePoint(bytes: Uint8Array): Promise<boolean> {
  const { Point } = await curve();
  try {
    // Refuses, as RFC 8032 (5.1.3) does, what is no point or a second encoding of one.
    Point.fromBytes(bytes);
    return !isOfSmallOrder(bytes);
  } catch {
    return false;
  }
}

function isOfSmallOrder(bytes: Uint8Array): boolean {
  const y = Buffer.from(bytes);
  y[ED25519_KEY_BYTES - 1] = (y[ED25519_KEY_BYTES - 1] ?? 0) & 0x7f;
  return SMALL_ORDER_Y.has(y.toString('hex'));
}

/** The public key of a seed (RFC 8032, 5.1.5). */
function publicBytes(seed: Uint8Array): Uint8Array {
  const { x } = createPublicKey(ed25519FromSeed(seed)).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}

/** RFC 8037, section 2. */
function publicKeyFrom(crv: 'Ed25519' | 'X25519', bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv, x }, format: 'jwk' });
}
