import { createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import type { PublicKey } from '../core/ports/signer.ts';
import { ed25519FromSeed } from './key-from-seed.ts';
import type { KeySource } from './keyring.ts';
import { madeOnce } from './made-once.ts';

export const ALGORITHM = 'EdDSA';

/** An Ed25519 key pair of one tenant for one use (RFC 8037). */
export interface TenantKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: PublicKey & { readonly kid: string };
}

/**
 * One key pair per tenant and use, derived from the keyring: what one tenant's service trusts cannot
 * be made with another tenant's key, and a token for one use is none for another.
 */
export function tenantKeys(
  source: KeySource,
  label: string,
): (tenant: string) => Promise<TenantKey> {
  return madeOnce(source, (keys) => makeKey(keys.seed(label)));
}

async function makeKey(seed: Uint8Array): Promise<TenantKey> {
  const privateKey = ed25519FromSeed(seed);
  const publicKey = createPublicKey(privateKey);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey, jwk: { ...jwk, kid, use: 'sig', alg: ALGORITHM } };
}
