import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose';
import { ASSERTION_TTL_MS } from '../core/model/assertion.ts';
import type { PublicKey, Signer } from '../core/ports/signer.ts';
import type { Keyring } from './keyring.ts';

const ALGORITHM = 'EdDSA';
const ISSUER = 'pintumbler';

/** The DER that stands before the 32 bytes of an Ed25519 private key (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

interface TenantKey {
  readonly privateKey: KeyObject;
  readonly jwk: PublicKey & { readonly kid: string };
}

/**
 * Ed25519 (RFC 8037), one key per tenant, derived from the keyring: a service that trusts one
 * tenant's key cannot be shown another tenant's assertion. Deterministic, as the algorithm is.
 */
export function createAssertionSigner(keyring: Keyring): Signer {
  const keys = new Map<string, Promise<TenantKey>>();
  const keyOf = (tenant: string): Promise<TenantKey> => {
    const known = keys.get(tenant) ?? makeKey(keyring.assertionSeed(tenant));
    keys.set(tenant, known);
    return known;
  };
  return {
    async sign(tenant, { id, subject, purpose, operation, verifiedAt }) {
      const { privateKey, jwk } = await keyOf(tenant);
      return new SignJWT({ purpose, operation })
        .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ: 'pin-assertion+jwt' })
        .setIssuer(ISSUER)
        .setAudience(tenant)
        .setSubject(subject)
        .setJti(id)
        .setIssuedAt(seconds(verifiedAt))
        .setExpirationTime(seconds(verifiedAt + ASSERTION_TTL_MS))
        .sign(privateKey);
    },
    publicKeys: async (tenant) => [(await keyOf(tenant)).jwk],
  };
}

async function makeKey(seed: Uint8Array): Promise<TenantKey> {
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, jwk: { ...jwk, kid, use: 'sig', alg: ALGORITHM } };
}

function seconds(instant: number): number {
  return Math.floor(instant / 1000);
}
