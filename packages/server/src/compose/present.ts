import { type Epoch, judgeEpoch, UNBORN } from '../core/model/epoch.ts';
import type { BackupManifest } from '../core/ports/backup-seal.ts';
import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { checkStructure } from '../storage/engine/sqlite/copy-database.ts';
import { lookAtSqlite } from '../storage/engine/sqlite/look-at-sqlite.ts';
import { databaseFile } from '../storage/engine/sqlite/switch-database.ts';
import { factsOf, readSchemaOf } from '../storage/look-inside.ts';
import { latestOf } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations/migrations.ts';
import { refuseUnfinishedImport } from '../storage/moving/refuse-unfinished-import.ts';
import { refuseUnfinishedRestore } from '../storage/restoring/restore-mark.ts';
import { readEpochOf } from '../storage/stored-epoch.ts';
import type { EpochPlace } from './restored.ts';

/** The database that is there, as far as it can say what happened since a backup. */
export interface Present {
  /** In words, why it cannot; `null`: it is the newest there is, and whole. */
  readonly unknownBecause: string | null;
  /** Of whatever can be read of it. */
  readonly epoch: Epoch | null;
}

/** Looks at the database in the data directory. What is wrong with it is an answer, not a fault. */
export async function lookAtPresent(
  dataDir: string,
  keyring: Keyring,
  { kept, crypto }: EpochPlace,
  backup: BackupManifest,
): Promise<Present> {
  let epoch: Epoch | null = null;
  const unknown = (unknownBecause: string) => ({ unknownBecause, epoch });
  try {
    const look = lookAtSqlite(dataDir);
    if (look === null) return unknown('there is no database any more');
    try {
      if ((await areKeysOf(factsOf(look), createAesSealer(keyring))) !== true) {
        return unknown('the database there was written with another keyring, or never used');
      }
      epoch = await readEpochOf(look, crypto).read();
      if (epoch === null) return unknown('the database there has no epoch');
      if (kept === null || kept.number === UNBORN) {
        return unknown('the file is missing that says how new a database is');
      }
      if (judgeEpoch(epoch, kept) !== 'current') {
        return unknown('the database there is an older copy itself');
      }
      if (epoch.lineage !== backup.epoch?.lineage) {
        return unknown('the backup is of another database than the one there');
      }
      const schema = (await readSchemaOf(look))?.version ?? 0;
      if (schema > latestOf(MIGRATIONS)) return unknown('the database there has a newer schema');
      await refuseUnfinishedImport(look);
      await refuseUnfinishedRestore(look);
    } finally {
      await look.close();
    }
    checkStructure(databaseFile(dataDir));
    return { unknownBecause: null, epoch };
  } catch (error) {
    return unknown(`the database there cannot be read: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
