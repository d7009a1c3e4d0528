import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

const KEY_BYTES = 32;

/** HKDF-SHA256 (RFC 5869) with the tenant as its salt. */
export function deriveKey(secret: Uint8Array, tenant: string, info: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', secret, tenant, info, KEY_BYTES)));
}
