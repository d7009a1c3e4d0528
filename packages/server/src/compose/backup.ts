import { checkBackup } from '../backup/read-backup.ts';
import { type BackupSource, writeBackup } from '../backup/write-backup.ts';
import type { Config } from '../config/settings.ts';
import type { BackupManifest } from '../core/ports/backup-seal.ts';
import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { createBackupSeal } from '../crypto/backup-seal.ts';
import { createEpochCrypto } from '../crypto/epoch-crypto.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { checkStructure, copyDatabase } from '../storage/engine/sqlite/copy-database.ts';
import { isInUse, lookAtSqliteFile } from '../storage/engine/sqlite/look-at-sqlite.ts';
import { factsOf, readSchemaOf } from '../storage/look-inside.ts';
import { readEpochOf } from '../storage/stored-epoch.ts';
import { keyringOf, refuseNoData } from './moving.ts';

/** How long the disk is left to others after each portion, beside a server at work. */
const PAUSE_MS = 5;

export interface BackupOptions {
  /** Read the file again when it is written, and every page of the database in it. */
  readonly verify: boolean;
  readonly onPages: (done: number, total: number) => void;
}

export interface BackedUp extends BackupManifest {
  readonly file: string;
  readonly verified: boolean;
}

/** Backs the embedded database of this configuration up, also while a server has it. */
export async function runBackup(
  config: Config,
  file: string,
  { verify, onPages }: BackupOptions,
): Promise<BackedUp> {
  refuseOtherEngines(config);
  const keyring = await keyringOf(config);
  refuseNoData(config);
  const { dataDir } = config;
  const pauseMs = isInUse(dataDir) ? PAUSE_MS : 0;
  const source = backupSource(dataDir, keyring, (done, total) => {
    onPages(done, total);
    pause(pauseMs);
  });
  const seal = createBackupSeal(keyring);
  const clock = { now: () => Date.now() };
  const manifest = await writeBackup({ source, seal, clock }, file);
  if (verify) {
    await checkBackup(file, seal);
    checkStructure(file);
  }
  return { ...manifest, file, verified: verify };
}

/** The database of a data directory, for a backup of it. Throws for a keyring that is not its own. */
export function backupSource(
  dataDir: string,
  keyring: Keyring,
  onPages: (done: number, total: number) => void,
): BackupSource {
  return {
    copyTo: (file) => copyDatabase(dataDir, file, { onPages }),
    async describe(file) {
      const look = lookAtSqliteFile(file);
      try {
        const belongs = await areKeysOf(factsOf(look), createAesSealer(keyring));
        if (belongs !== true) throw new Error(notOurs(belongs));
        const schema = await readSchemaOf(look);
        const epoch = await readEpochOf(look, createEpochCrypto(keyring)).read();
        return { schema: schema?.version ?? 0, epoch };
      } finally {
        await look.close();
      }
    },
  };
}

function notOurs(belongs: false | null): string {
  if (belongs === null) return 'No server ever ran on this database: nothing to back up.';
  return 'The keyring does not belong to the data. Name the one it was written with, with --keyring.';
}

function refuseOtherEngines({ databaseUrl }: Config): void {
  if (databaseUrl.engine === 'sqlite') return;
  throw new Error(
    'pintumbler backup copies the embedded database. Back PostgreSQL up with its own tools ' +
      '(pg_basebackup, or pg_dump); after one of these was restored: pintumbler restore --adopt.',
  );
}

/** This process has nothing else to do meanwhile. */
function pause(milliseconds: number): void {
  if (milliseconds === 0) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
