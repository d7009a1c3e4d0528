import { createECDH, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The DER that stands before the 32 bytes of an Ed25519 private key (RFC 8410, section 7). */
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same for X25519. */
const X25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The number of points on P-256 (FIPS 186-5 through SP 800-186, section 3.2.1.3). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const P256_COORDINATE_BYTES = 32;

/** 64 bits more than the order has, so that what the reduction favours cannot be told from chance. */
const P256_DRAW_BYTES = 48;

/** The Ed25519 private key whose seed (RFC 8032, section 5.1.5) these 32 bytes are. */
export function ed25519FromSeed(seed: Uint8Array): KeyObject {
  const key = Buffer.concat([ED25519_PKCS8_PREFIX, seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** The X25519 private key that these 32 bytes are (RFC 7748, section 5). */
export function x25519FromSeed(seed: Uint8Array): KeyObject {
  const key = Buffer.concat([X25519_PKCS8_PREFIX, seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/**
 * A P-256 private key that the seed always leads to: more bits than needed, modulo n - 1, plus 1,
 * as FIPS 186-5 (A.2.1) does with random ones.
 */
export function p256FromSeed(seed: Uint8Array): KeyObject {
  const draw = hkdfSync('sha256', seed, '', 'P-256 private key', P256_DRAW_BYTES);
  const scalar = (BigInt(`0x${Buffer.from(draw).toString('hex')}`) % (P256_ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(2 * P256_COORDINATE_BYTES, '0'), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d);
  // Uncompressed point: a byte 4, then x, then y.
  const point = pair.getPublicKey();
  const x = point.subarray(1, 1 + P256_COORDINATE_BYTES).toString('base64url');
  const y = point.subarray(1 + P256_COORDINATE_BYTES).toString('base64url');
  const key = { kty: 'EC', crv: 'P-256', d: d.toString('base64url'), x, y };
  return createPrivateKey({ key, format: 'jwk' });
}
