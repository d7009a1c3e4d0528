import { existsSync } from 'node:fs';
import type { Keyring } from './keyring.ts';
import { createKeyringFile, openKeyringFile } from './keyring-file.ts';

/**
 * Opens the keyring, and makes one only where there is no data yet. Making new keys for old data
 * would turn every stored PIN into noise and hide that the right keys are missing.
 */
export function openKeyring(path: string, hasData: boolean): Keyring {
  if (!existsSync(path)) {
    if (hasData) {
      throw new Error(
        `There is data, but its keyring ${path} is missing. Restore the keyring from its backup ` +
          'or copy it from another node, or point PINTUMBLER_KEYRING at it.',
      );
    }
    createKeyringFile(path);
  }
  return openKeyringFile(path);
}
