import type { Config } from '../config/settings.ts';
import { isFault } from '../core/fault.ts';
import { type Epoch, nextEra } from '../core/model/epoch.ts';
import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { createRowCrypto } from '../crypto/row-crypto.ts';
import { systemRandom } from '../crypto/system-random.ts';
import { factReader } from '../storage/look-inside.ts';
import { migrate } from '../storage/migrate.ts';
import { refuseUnfinishedImport } from '../storage/moving/refuse-unfinished-import.ts';
import { distrustDatabase, type InDoubt } from '../storage/restoring/distrust-database.ts';
import { refuseUnfinishedRestore } from '../storage/restoring/restore-mark.ts';
import { createStoredEpoch } from '../storage/stored-epoch.ts';
import { keyringOf, openEngine, refuseNoData } from './moving.ts';
import { epochPlace, noteRestore } from './restored.ts';

export interface AdoptOptions {
  /** Whoever runs this answers for it that there is no newer state of this database. */
  readonly newest: boolean;
  readonly onRows: (count: number) => void;
}

export interface Adopted {
  readonly epoch: Epoch;
  /** `null` where somebody answered for the state. */
  readonly inDoubt: InDoubt | null;
}

/**
 * Goes on with the database that is there, of whatever age, on either engine: what is in it counts as
 * restored. Run again after it was killed, it goes on; until it is done no server starts.
 */
export async function runAdopt(config: Config, options: AdoptOptions): Promise<Adopted> {
  const keyring = await keyringOf(config);
  refuseNoData(config);
  const engine = await openEngine(config);
  try {
    await migrate(engine, Date.now);
    await refuseUnfinishedImport(engine);
    if ((await areKeysOf({ readFact: factReader(engine) }, createAesSealer(keyring))) !== true) {
      const advice = 'Name the one it was written with, with --keyring.';
      throw new Error(`The keyring does not belong to the database. ${advice}`);
    }
    if (options.newest) await refuseUnfinishedRestore(engine);
    const place = epochPlace(config, keyring);
    const stored = createStoredEpoch(engine, place.crypto);
    const found = await readOrNull(stored.read());
    const inDoubt = options.newest
      ? null
      : await distrustDatabase({
          ...{ engine, now: Date.now(), onRows: options.onRows },
          rows: createRowCrypto(keyring),
          shredded: place.kept?.shredded ?? [],
        });
    const lineage = (found ?? place.kept)?.lineage ?? systemRandom.id();
    const epoch = { lineage, number: nextEra(found, place.kept) };
    await noteRestore(engine, keyring, { reason: reasonOf(options), kept: place.kept });
    await stored.replace(epoch);
    await place.file.write({ ...epoch, lost: false, sealed: true });
    return { epoch, inDoubt };
  } finally {
    await engine.close();
  }
}

function reasonOf({ newest }: AdoptOptions): string {
  return newest
    ? 'the database was taken as the newest there is, on the word of who ran restore --adopt --newest'
    : 'the database was taken as an older state; every PIN has to be confirmed';
}

/** One that was not written with these keys says nothing. */
async function readOrNull(reading: Promise<Epoch | null>): Promise<Epoch | null> {
  try {
    return await reading;
  } catch (error) {
    if (isFault(error, 'integrity')) return null;
    throw error;
  }
}
