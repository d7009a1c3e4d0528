import { createHmac, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { TrailCrypto } from '../core/ports/trail-crypto.ts';
import { ed25519FromSeed } from './key-from-seed.ts';
import type { Keyring } from './keyring.ts';

/** 132 bits of a MAC: nobody can try offline, and each row holds one. */
const MAC_CHARACTERS = 22;

interface Keys {
  readonly mac: KeyObject;
  readonly signing: KeyObject;
  readonly checking: KeyObject;
}

/** HMAC-SHA256 for entries, of which there are many; Ed25519 for checkpoints, which leave the server. */
export function createTrailCrypto(keyring: Keyring): TrailCrypto {
  const known = new Map<string, Keys>();
  const keysOf = (tenant: string): Keys => {
    const found = known.get(tenant);
    if (found !== undefined) return found;
    const signing = ed25519FromSeed(keyring.seed(tenant, 'audit-checkpoint'));
    const mac = keyring.digestKey(tenant, 'audit');
    const made = { mac, signing, checking: createPublicKey(signing) };
    known.set(tenant, made);
    return made;
  };
  return {
    mac(tenant, text) {
      const mac = createHmac('sha256', keysOf(tenant).mac).update(text);
      return mac.digest('base64url').slice(0, MAC_CHARACTERS);
    },
    sign: (tenant, text) =>
      sign(null, Buffer.from(text), keysOf(tenant).signing).toString('base64url'),
    isSigned: (tenant, text, signature) => {
      const { checking } = keysOf(tenant);
      return verify(null, Buffer.from(text), checking, Buffer.from(signature, 'base64url'));
    },
  };
}
