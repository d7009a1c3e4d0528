import { openEpoch } from '../backup/epoch-keeper.ts';
import { createEpochTurns, type EpochTurns } from '../backup/epoch-turns.ts';
import { epochPathOf } from '../config/epoch-path.ts';
import type { Config } from '../config/settings.ts';
import { createEpochCrypto } from '../crypto/epoch-crypto.ts';
import { openEpochFile } from '../crypto/epoch-file.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { systemRandom } from '../crypto/system-random.ts';
import type { Log } from '../observability/log.ts';
import type { Engine } from '../storage/engine/engine.ts';
import { createStoredEpoch } from '../storage/stored-epoch.ts';

/** What stays of a failover that lost commits is told this often, until somebody answers for it. */
const TELL_EVERY_MS = 60_000;

interface Parts {
  readonly config: Config;
  readonly keyring: Keyring;
  readonly engine: Engine;
  readonly log: Log;
  /** Whether anything was ever stored there before this start. */
  readonly hasData: boolean;
}

/** Throws unless this database is the newest this server has seen; raises its number once. */
export async function openServerEpoch({
  config,
  keyring,
  engine,
  log,
  hasData,
}: Parts): Promise<EpochTurns> {
  const crypto = createEpochCrypto(keyring);
  const path = epochPathOf(config);
  let toldAt = Number.NEGATIVE_INFINITY;
  const keeper = await openEpoch({
    stored: createStoredEpoch(engine, crypto),
    file: openEpochFile(path, crypto),
    random: systemRandom,
    exclusive: engine.profile.exclusive,
    hasData,
    onJoined: ({ number }) =>
      log.warn({ path, number }, 'no epoch file: the database counts as new'),
    onLost: (kept, stored) => {
      if (performance.now() - toldAt < TELL_EVERY_MS) return;
      toldAt = performance.now();
      const known = { seen: kept.number, found: stored.number };
      log.error(known, 'the database has lost commits that this server had seen');
    },
  });
  return createEpochTurns(keeper);
}
