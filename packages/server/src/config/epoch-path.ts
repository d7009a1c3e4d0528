import { join } from 'node:path';
import type { Config } from './settings.ts';

/** Where this server keeps what it knows of the age of its database, apart from that. */
export function epochPathOf({
  epochFile,
  keyring,
  dataDir,
}: Pick<Config, 'epochFile' | 'keyring' | 'dataDir'>): string {
  if (epochFile !== '') return epochFile;
  // Nothing can lie beside a keyring that is no file.
  if (keyring.kind !== 'file') return join(dataDir, 'keyring.epoch');
  return `${keyring.path || join(dataDir, 'keyring.json')}.epoch`;
}
