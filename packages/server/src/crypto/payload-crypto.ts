import {
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { PayloadCrypto } from '../core/ports/payload-crypto.ts';

const ENC = 'A256GCM';
const ALG = 'dir';
const KEY_BITS = 256;
const KEY_TEXT_MAX_LENGTH = 1024;

export function createPayloadCrypto(): PayloadCrypto {
  return {
    async agree(clientKey, party) {
      const publicKey = readKey(clientKey);
      if (publicKey === null) return null;
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const shared = diffieHellman({ privateKey: own.privateKey, publicKey });
      const { kty, crv, x, y } = own.publicKey.export({ format: 'jwk' });
      const serverKey = Buffer.from(JSON.stringify({ kty, crv, x, y })).toString('base64url');
      return { serverKey, secret: deriveKey(shared, party) };
    },

    encrypt: (secret, body) =>
      new CompactEncrypt(body).setProtectedHeader({ enc: ENC, alg: ALG }).encrypt(secret),

    async decrypt(secret, text) {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(text, secret, {
          keyManagementAlgorithms: [ALG],
          contentEncryptionAlgorithms: [ENC],
        });
        return 'zip' in protectedHeader ? null : plaintext;
      } catch {
        return null;
      }
    },
  };
}

/** The public half of a P-256 key, and a point on the curve: the runtime refuses any other. */
function readKey(encoded: string): KeyObject | null {
  if (encoded.length > KEY_TEXT_MAX_LENGTH) return null;
  try {
    const jwk: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    const { kty, crv, x, y } = jwk as Readonly<Record<string, unknown>>;
    if (kty !== 'EC' || crv !== 'P-256') return null;
    if (typeof x !== 'string' || typeof y !== 'string') return null;
    return createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  } catch {
    return null;
  }
}

/**
 * Concat KDF with SHA-256 (NIST SP 800-56A, section 5.8.1, as RFC 7518, section 4.6.2 fills it in):
 * one round gives the 32 bytes. `party` is PartyUInfo; PartyVInfo is empty.
 */
function deriveKey(shared: Buffer, party: string): Uint8Array {
  const info = [prefixed(Buffer.from(ENC)), prefixed(Buffer.from(party)), uint32(0)];
  const round = Buffer.concat([uint32(1), shared, ...info, uint32(KEY_BITS)]);
  return createHash('sha256').update(round).digest();
}

function prefixed(bytes: Buffer): Buffer {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
