import { existsSync, rmSync } from 'node:fs';
import { checkBackup, extractDatabase } from '../backup/read-backup.ts';
import { DataDir } from '../config/data-dir.ts';
import type { Config } from '../config/settings.ts';
import { type Epoch, nextEra, UNBORN } from '../core/model/epoch.ts';
import type { BackupManifest } from '../core/ports/backup-seal.ts';
import { opensVerifier } from '../core/usecases/opens-verifier.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { createBackupSeal } from '../crypto/backup-seal.ts';
import type { Keyring } from '../crypto/keyring.ts';
import type { KeyringSource } from '../crypto/keyring-source.ts';
import { chooseKeyringSource } from '../crypto/keyring-sources/choose-source.ts';
import { createRowCrypto } from '../crypto/row-crypto.ts';
import { systemRandom } from '../crypto/system-random.ts';
import type { Engine } from '../storage/engine/engine.ts';
import { checkStructure, copyDatabase } from '../storage/engine/sqlite/copy-database.ts';
import { DataDirLock } from '../storage/engine/sqlite/data-dir-lock.ts';
import { openSqliteFile } from '../storage/engine/sqlite/sqlite-engine.ts';
import {
  finishSwitch,
  switchDatabase,
  unfinishedFile,
} from '../storage/engine/sqlite/switch-database.ts';
import { createKeyStore } from '../storage/key-store.ts';
import { latestOf, migrate } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations/migrations.ts';
import { distrustDatabase, type InDoubt } from '../storage/restoring/distrust-database.ts';
import { type MendedRows, mendDatabase } from '../storage/restoring/mend-database.ts';
import { CredentialRows } from '../storage/rows/credential-rows.ts';
import { createStoredEpoch } from '../storage/stored-epoch.ts';
import { keyringOf } from './moving.ts';
import { lookAtPresent, type Present } from './present.ts';
import { type EpochPlace, epochPlace, noteRestore } from './restored.ts';
import { assembleKeys } from './roots.ts';

export interface RestoreOptions {
  /** Look at everything and say what would be done, without doing it. */
  readonly dryRun: boolean;
  readonly onRows: (count: number) => void;
}

export interface Restored {
  readonly backup: BackupManifest;
  /** Why the present database could not say what happened since; `null` when it could. */
  readonly unknownBecause: string | null;
  /** What was done where it could not. */
  readonly inDoubt: InDoubt | null;
  /** What was done where it could. */
  readonly mended: MendedRows | null;
  /** Where the database from before is now. */
  readonly aside: string | null;
  readonly dryRun: boolean;
}

/**
 * Puts a backup in the place of the embedded database, or mends that with it. Either way nobody gets
 * a guess back, and no PIN that was changed since is right again. Killed at any moment, the old
 * database is in force or the new one, whole.
 */
export async function runRestore(
  config: Config,
  file: string,
  options: RestoreOptions,
): Promise<Restored> {
  refuseOtherEngines(config);
  const keyring = await keyringOf(config);
  const manifest = await checkBackup(file, createBackupSeal(keyring));
  refuseNewer(file, manifest);
  const dataDir = new DataDir(config.dataDir).path;
  const lock = new DataDirLock(dataDir);
  const files = [unfinishedFile(dataDir), `${unfinishedFile(dataDir)}-copy`] as const;
  try {
    finishSwitch(dataDir);
    removeDatabases(files);
    const place = epochPlace(config, keyring);
    const present = await lookAtPresent(dataDir, keyring, place, manifest);
    const told = { backup: manifest, unknownBecause: present.unknownBecause };
    if (options.dryRun) {
      return { ...told, inDoubt: null, mended: null, aside: null, dryRun: true };
    }
    const source = chooseKeyringSource(config);
    const parts = { dataDir, keyring, source, manifest, file, files, present, place };
    const done = await (present.unknownBecause === null ? mend : replace)(parts, options);
    return { ...told, ...done, dryRun: false };
  } finally {
    removeDatabases(files);
    lock.release();
  }
}

interface Parts {
  readonly dataDir: string;
  readonly keyring: Keyring;
  readonly source: KeyringSource;
  readonly manifest: BackupManifest;
  readonly file: string;
  /** The database that is made, and one beside it. */
  readonly files: readonly [string, string];
  readonly present: Present;
  readonly place: EpochPlace;
}

type Done = Pick<Restored, 'inDoubt' | 'mended' | 'aside'>;

/** Nobody knows what happened since: the copy counts, and everything in it is in doubt. */
async function replace(parts: Parts, { onRows }: RestoreOptions): Promise<Done> {
  const [target] = parts.files;
  const engine = await openCopy(parts, target);
  try {
    const inDoubt = await distrustDatabase({
      ...{ engine, now: Date.now(), onRows },
      rows: createRowCrypto(parts.keyring),
      shredded: parts.place.kept?.shredded ?? [],
    });
    const reason = `the backup of ${parts.manifest.at} is in force; every PIN has to be confirmed`;
    const epoch = await finish(parts, engine, reason);
    return { inDoubt, mended: null, aside: await putInForce(parts, epoch, engine) };
  } finally {
    await engine.close();
  }
}

/** The newest database is there: it stays, and what is broken in it comes from the copy. */
async function mend(parts: Parts, { onRows }: RestoreOptions): Promise<Done> {
  const [target, beside] = parts.files;
  const copy = await openCopy(parts, beside);
  try {
    await copyDatabase(parts.dataDir, target, { onPages: () => undefined });
    const engine = openSqliteFile(target);
    try {
      await migrate(engine, Date.now);
      const { keyring } = parts;
      const store = createKeyStore(engine);
      const { tenants } = assembleKeys({ keyring, source: parts.source, store });
      const sealer = createAesSealer(tenants);
      const mended = await mendDatabase({
        ...{ engine, copy, now: Date.now(), onRows },
        credentials: new CredentialRows(createRowCrypto(keyring)),
        opens: (key, verifier) => opensVerifier(sealer, { key, verifier }),
      });
      const reason = `the newest database was mended with the backup of ${parts.manifest.at}`;
      const epoch = await finish(parts, engine, reason);
      return { inDoubt: null, mended, aside: await putInForce(parts, epoch, engine) };
    } finally {
      await engine.close();
    }
  } finally {
    await copy.close();
  }
}

async function openCopy({ file, manifest }: Parts, target: string): Promise<Engine> {
  await extractDatabase(file, manifest, target);
  checkStructure(target);
  const engine = openSqliteFile(target);
  await migrate(engine, Date.now);
  return engine;
}

/** The last that is written: a number nobody has seen, and a word in every trail. */
async function finish(
  { keyring, place, manifest, present }: Parts,
  engine: Engine,
  reason: string,
): Promise<Epoch> {
  const stored = createStoredEpoch(engine, place.crypto);
  const known = [place.kept, manifest.epoch, present.epoch];
  const [of] = present.unknownBecause === null ? [present.epoch] : [manifest.epoch ?? place.kept];
  const epoch = { lineage: of?.lineage ?? systemRandom.id(), number: nextEra(...known) };
  await noteRestore(engine, keyring, { reason, kept: place.kept });
  await stored.replace(epoch);
  return epoch;
}

/**
 * A server that starts between the switch and the last line has to find a file that lets it: one of
 * the same lineage does, being behind, and one that says nothing does.
 */
async function putInForce(
  { dataDir, place }: Parts,
  epoch: Epoch,
  engine: Engine,
): Promise<string | null> {
  // Its log is in it then: a database is switched as one file.
  await engine.close();
  if (place.kept?.lineage !== epoch.lineage) {
    await place.file.write({ lineage: epoch.lineage, number: UNBORN, lost: false });
  }
  const aside = switchDatabase(dataDir);
  // The note in the trail opened it as a server does: whatever was there, its rows are authenticated.
  await place.file.write({ ...epoch, lost: false, sealed: true });
  return aside;
}

function refuseOtherEngines({ databaseUrl }: Config): void {
  if (databaseUrl.engine === 'sqlite') return;
  throw new Error(
    'pintumbler restore puts the embedded database back. Restore PostgreSQL with its own tools, and ' +
      'then run pintumbler restore --adopt: it makes the older state safe to go on with.',
  );
}

function refuseNewer(file: string, { schema }: BackupManifest): void {
  const latest = latestOf(MIGRATIONS);
  if (schema <= latest) return;
  throw new Error(
    `${file} has schema ${schema}, this version knows ${latest}. Restore it with the version of ` +
      'Pintumbler that wrote it, or a newer one.',
  );
}

function removeDatabases(files: readonly string[]): void {
  for (const file of files) {
    for (const part of ['', '-journal', '-wal', '-shm']) {
      if (existsSync(file + part)) rmSync(file + part);
    }
  }
}
