import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EpochCrypto } from '../core/ports/epoch.ts';
import type { Keyring } from './keyring.ts';

/** HMAC-SHA256 under a key of the installation's own; it does not rotate with the sealing keys. */
export function createEpochCrypto(keyring: Keyring): EpochCrypto {
  const key = keyring.digestKey('', 'epoch');
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    mac,
    isMac(text, given) {
      const [expected, presented] = [Buffer.from(mac(text)), Buffer.from(given)];
      return expected.length === presented.length && timingSafeEqual(expected, presented);
    },
  };
}
