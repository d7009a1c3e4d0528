import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { BackupSeal } from '../core/ports/backup-seal.ts';
import type { Keyring } from './keyring.ts';

/** SHA-256 over the bytes, and HMAC-SHA256 over what names them, under a key of no tenant. */
export function createBackupSeal(keyring: Keyring): BackupSeal {
  const key = keyring.digestKey('', 'backup');
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    async sha256(bytes) {
      const hash = createHash('sha256');
      for await (const each of bytes) hash.update(each);
      return hash.digest('hex');
    },
    mac,
    isMac(text, given) {
      const [expected, presented] = [Buffer.from(mac(text)), Buffer.from(given)];
      return expected.length === presented.length && timingSafeEqual(expected, presented);
    },
  };
}
