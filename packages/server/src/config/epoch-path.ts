import { join } from 'node:path';
import type { Config } from './settings.ts';

/** Keyrings that are no files: nothing can lie beside them. */
const NO_FILE = /^(env|pkcs11|https?):/;

/** Where this server keeps what it knows of the age of its database, apart from that. */
export function epochPathOf({
  epochFile,
  keyring,
  dataDir,
}: Pick<Config, 'epochFile' | 'keyring' | 'dataDir'>): string {
  if (epochFile !== '') return epochFile;
  if (NO_FILE.test(keyring)) return join(dataDir, 'keyring.epoch');
  return `${keyring || join(dataDir, 'keyring.json')}.epoch`;
}
