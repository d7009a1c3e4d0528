import {
  constants,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { Fault } from '../core/fault.ts';
import type { ClientKeyKind } from './client-key-kind.ts';
import { rememberKeys } from './key-cache.ts';

const SECRET_BYTES = 32;
const SPKI = { format: 'der', type: 'spki' } as const;

/** What clients in the field have; weaker than we would make, longer would cost more than it adds. */
const MODULUS_BITS = { least: 1024, most: 4096, ours: 2048 };
/** The largest exponent keeps a check cheap; NIST SP 800-56B (6.2) wants it odd, RFC 8017 at least 3. */
const EXPONENT = { least: 3n, most: 2n ** 32n };

const makePair = promisify(generateKeyPair);

/** Keys that sign with RSASSA-PKCS1-v1_5 and SHA-512, and unwrap what RSAES-OAEP wrapped (RFC 8017). */
export function rsaClientKeys(): ClientKeyKind {
  const keyOf = rememberKeys(parse);
  return {
    async read(bytes) {
      const own = Uint8Array.from(bytes);
      return (await keyOf(own)) === null ? null : { algorithm: 'rsa', bytes: own };
    },

    async generate() {
      const { publicKey, privateKey } = await makePair('rsa', {
        modulusLength: MODULUS_BITS.ours,
        publicKeyEncoding: SPKI,
        privateKeyEncoding: { format: 'der', type: 'pkcs1' },
      });
      return { publicKey: { algorithm: 'rsa', bytes: publicKey }, privateKey };
    },

    agree: async () => ({ secret: randomBytes(SECRET_BYTES), serverKey: null }),

    async offer({ bytes }, { secret }, label) {
      const key = await keyOf(bytes);
      if (key === null) {
        const sentence = 'The public key cannot be used. Send the one of a new RSA key pair.';
        throw new Fault('request_malformed', sentence);
      }
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      // The mask generation takes the same hash.
      const oaep = { padding, oaepHash: 'sha256', oaepLabel: Buffer.from(label) };
      return { serverKey: null, token: publicEncrypt({ key, ...oaep }, secret) };
    },

    async verify({ bytes }, message, signature) {
      const key = await keyOf(bytes);
      return key !== null && verify('sha512', message, key, signature);
    },
  };
}

async function parse(bytes: Uint8Array): Promise<KeyObject | null> {
  const key = decode(bytes);
  // An RSA-PSS key is of another type: it forbids the signatures that are checked here.
  if (key?.asymmetricKeyType !== 'rsa') return null;
  // OpenSSL reads over bytes at the end, missing parts and signs of numbers; DER has one encoding.
  if (!key.export(SPKI).equals(bytes)) return null;
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (modulusLength < MODULUS_BITS.least || modulusLength > MODULUS_BITS.most) return null;
  if (publicExponent < EXPONENT.least || publicExponent > EXPONENT.most) return null;
  return isOdd(publicExponent) && isOdd(modulusOf(key)) ? key : null;
}

function decode(bytes: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(bytes), ...SPKI });
  } catch {
    return null;
  }
}

/** An even one is a product of 2: no key, and OpenSSL breaks off when it encrypts with it. */
function modulusOf(key: KeyObject): bigint {
  const { n } = key.export({ format: 'jwk' });
  return BigInt(`0x${Buffer.from(n ?? '', 'base64url').toString('hex')}`);
}

function isOdd(number: bigint): boolean {
  return number % 2n === 1n;
}
