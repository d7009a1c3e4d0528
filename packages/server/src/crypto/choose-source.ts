import { join, resolve } from 'node:path';
import { createFileSource } from './file-source.ts';
import type { KeyringSource } from './keyring-source.ts';

/** What of the configuration says where the keyring is. */
export interface KeyringSettings {
  readonly keyring: string;
  readonly dataDir: string;
}

/** Where the keyring of a configuration is kept. Reads nothing yet. */
export function chooseKeyringSource({ keyring, dataDir }: KeyringSettings): KeyringSource {
  return createFileSource(keyring || join(resolve(dataDir), 'keyring.json'));
}
