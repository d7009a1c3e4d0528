import { epochPathOf } from '../config/epoch-path.ts';
import type { Config } from '../config/settings.ts';
import type { AuditEntry } from '../core/model/audit.ts';
import type { KeptEpoch } from '../core/model/epoch.ts';
import { OPERATORS_TENANT } from '../core/model/operator.ts';
import type { EpochCrypto, EpochFile } from '../core/ports/epoch.ts';
import { createEpochCrypto } from '../crypto/epoch-crypto.ts';
import { openEpochFile } from '../crypto/epoch-file.ts';
import type { Keyring } from '../crypto/keyring.ts';
import { createRowCrypto } from '../crypto/row-crypto.ts';
import { systemRandom } from '../crypto/system-random.ts';
import { createTrailCrypto } from '../crypto/trail-crypto.ts';
import type { Engine } from '../storage/engine/engine.ts';
import { openStore } from '../storage/store.ts';
import { openTrail } from '../storage/trail/open-trail.ts';

/** What is kept of the epoch apart from the database. */
export interface EpochPlace {
  readonly file: EpochFile;
  readonly crypto: EpochCrypto;
  /** `null` where there is none, or it cannot be believed. */
  readonly kept: KeptEpoch | null;
}

export function epochPlace(config: Config, keyring: Keyring): EpochPlace {
  const crypto = createEpochCrypto(keyring);
  const file = openEpochFile(epochPathOf(config), crypto);
  return { file, crypto, kept: readOrNull(file) };
}

/** A file that is damaged says nothing: whoever restores is there to answer for it. */
function readOrNull(file: EpochFile): KeptEpoch | null {
  try {
    return file.read();
  } catch {
    return null;
  }
}

export interface RestoreNote {
  readonly reason: string;
  readonly kept: KeptEpoch | null;
}

/**
 * Writes what was done into the trail of every tenant, and of the operators. Throws `integrity` where
 * rows were authenticated by what was kept, and the database says nothing of it.
 */
export async function noteRestore(
  engine: Engine,
  keyring: Keyring,
  { reason, kept }: RestoreNote,
): Promise<void> {
  const clock = { now: () => Date.now() };
  const sealedBefore = kept?.sealed === true;
  const store = await openStore(engine, { clock, rows: createRowCrypto(keyring), sealedBefore });
  const crypto = createTrailCrypto(keyring);
  await openTrail({ engine, store, crypto, clock, random: systemRandom });
  const tenants = (await store.listTenants()).map(({ id }) => id);
  for (const tenant of new Set([...tenants, OPERATORS_TENANT])) {
    await store.record(tenant, { audit: [entryFor(tenant, clock.now(), reason)] });
  }
}

/** By whoever has the files of the server: no caller is behind it. */
function entryFor(tenant: string, at: number, reason: string): AuditEntry {
  return {
    ...{ at, tenant, action: 'database.restore', outcome: 'restored', reason },
    ...{ subject: null, purpose: null },
    ...{ actor: 'system', dialect: 'admin', source: 'local', requestId: systemRandom.id() },
  };
}
