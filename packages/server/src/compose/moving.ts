import { existsSync } from 'node:fs';
import { DataDir } from '../config/data-dir.ts';
import { epochPathOf } from '../config/epoch-path.ts';
import type { Config } from '../config/settings.ts';
import { isFault } from '../core/fault.ts';
import { UNBORN } from '../core/model/epoch.ts';
import type { ImportMode } from '../core/ports/row-mover.ts';
import { KEY_PROBE, openProbe } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { createEpochCrypto } from '../crypto/epoch-crypto.ts';
import { openEpochFile } from '../crypto/epoch-file.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { chooseKeyringSource } from '../crypto/keyring-sources/choose-source.ts';
import { createLineChain } from '../crypto/line-chain.ts';
import { openExistingKeyring } from '../crypto/open-keyring.ts';
import { createRowCrypto } from '../crypto/row-crypto.ts';
import { systemRandom } from '../crypto/system-random.ts';
import { type Exported, type ExportOptions, exportToFile } from '../moving/export-to-file.ts';
import { type Imported, type ImportOptions, importFile } from '../moving/import-file.ts';
import type { Engine } from '../storage/engine/engine.ts';
import { openPostgresEngine } from '../storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../storage/engine/sqlite/sqlite-engine.ts';
import { openRehearsal } from '../storage/moving/rehearsal.ts';
import { openRowSource } from '../storage/moving/row-source.ts';
import { openRowTarget } from '../storage/moving/row-target.ts';
import { createStoredEpoch } from '../storage/stored-epoch.ts';

/** Nobody waits for an answer of ours, and there is no second thing to do meanwhile. */
const WRITERS = 1;

const clock = { now: () => Date.now() };

/** Exports the data of this configuration. Throws when its keyring is not the one of the data. */
export async function runExport(
  config: Config,
  options: Omit<ExportOptions, 'clock' | 'random'>,
): Promise<Exported> {
  const keyring = await keyringOf(config);
  refuseNoData(config);
  const engine = await openEngine(config);
  try {
    const source = await openRowSource(engine, KEY_PROBE);
    const probe = await source.keyProbe();
    if (probe !== null) {
      await openProbe(createAesSealer(keyring), probe).catch((cause: unknown) => {
        const advice = 'Name the one this data was written with, with --keyring.';
        throw new Error(`The keyring does not belong to the data. ${advice}`, { cause });
      });
    }
    const parts = { source, chain: createLineChain(keyring) };
    return await exportToFile(parts, { ...options, clock, random: systemRandom });
  } finally {
    await engine.close();
  }
}

/** Imports a file into the database of this configuration. */
export async function runImport(
  config: Config,
  file: string,
  options: ImportOptions,
): Promise<Imported> {
  const keyring = await keyringOf(config);
  const engine = await openEngine(config);
  try {
    const common = { clock, keyProbe: KEY_PROBE, rows: createRowCrypto(keyring) };
    const mode: ImportMode = options.mode;
    const target = await openRowTarget(engine, { ...common, mode });
    const rehearsal = await openRehearsal(engine.profile, common);
    const sealer = createAesSealer(keyring);
    try {
      const reading = {
        file,
        chain: () => createLineChain(keyring),
        schema: target.schema,
        openProbe: (sealed: Uint8Array) => openProbe(sealer, sealed),
      };
      const parts = { reading, target, rehearsal: rehearsal.target };
      const imported = await importFile(parts, options).catch(adviseToGoOn);
      if (imported.outcome === 'imported') await forgetOldEpoch(config, keyring, engine);
      return imported;
    } finally {
      await rehearsal.close();
    }
  } finally {
    await engine.close();
  }
}

/** Filled for the first time, a database has no epoch: what was kept is about the one before it. */
async function forgetOldEpoch(config: Config, keyring: Keyring, engine: Engine): Promise<void> {
  const crypto = createEpochCrypto(keyring);
  if ((await createStoredEpoch(engine, crypto).read()) !== null) return;
  const kept = { lineage: systemRandom.id(), number: UNBORN, lost: false };
  await openEpochFile(epochPathOf(config), crypto).write(kept);
}

/** What was written is written: nobody has to find out how far it came. */
function adviseToGoOn(cause: unknown): never {
  if (!isFault(cause, 'storage_unavailable')) throw cause;
  throw new Error(
    `The database cannot save right now (${cause.internal}). Run the same command again: it goes on ` +
      'where it stopped.',
    { cause },
  );
}

/** The database of this configuration, for one thing to do and then to be closed. */
export function openEngine({ databaseUrl, dataDir }: Config): Promise<Engine> | Engine {
  if (databaseUrl.engine === 'sqlite') return openSqliteEngine(new DataDir(dataDir).path);
  return openPostgresEngine({ addresses: databaseUrl.addresses, writers: WRITERS });
}

/** Opening it would make an empty database, which only hides a wrong path. */
export function refuseNoData({ databaseUrl, dataDir }: Config): void {
  if (databaseUrl.engine !== 'sqlite' || existsSync(`${dataDir}/pintumbler.db`)) return;
  throw new Error(`There is no database in ${dataDir}. Name the data directory with --data-dir.`);
}

/** Never makes one: with new keys nothing that moves could be opened. */
export async function keyringOf(config: Config): Promise<Keyring> {
  const source = chooseKeyringSource(config);
  const keyring = await openExistingKeyring(source);
  if (keyring !== null) return keyring;
  throw new Error(
    `There is no keyring at ${source.describe}. Copy the one of the server the data comes from there, with ` +
      'mode 0600, or name it with --keyring.',
  );
}
