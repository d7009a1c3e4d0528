import { createHmac, type KeyObject } from 'node:crypto';
import type { RowCrypto } from '../core/ports/row-crypto.ts';
import type { Keyring } from './keyring.ts';

/** 132 bits of a MAC: nobody can try offline, and each row holds one. */
const MAC_CHARACTERS = 22;

/** HMAC-SHA256 under a key of the tenant. What is authenticated says which table it is of. */
export function createRowCrypto(keyring: Pick<Keyring, 'digestKey'>): RowCrypto {
  const known = new Map<string, KeyObject>();
  const keyOf = (tenant: string): KeyObject => {
    const key = known.get(tenant) ?? keyring.digestKey(tenant, 'row');
    known.set(tenant, key);
    return key;
  };
  return {
    mac(tenant, text) {
      const mac = createHmac('sha256', keyOf(tenant)).update(text);
      return mac.digest('base64url').slice(0, MAC_CHARACTERS);
    },
  };
}
