import { existsSync } from 'node:fs';
import type { Config } from '../config/settings.ts';
import type { Anchor, TrailVerdict } from '../core/model/trail-verdict.ts';
import { areKeysOf } from '../core/usecases/check-keys.ts';
import { verifyTrail } from '../core/usecases/verify-trail.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { chooseKeyringSource } from '../crypto/keyring-sources/choose-source.ts';
import { openExistingKeyring } from '../crypto/open-keyring.ts';
import { createTrailCrypto } from '../crypto/trail-crypto.ts';
import type { Engine } from '../storage/engine/engine.ts';
import { openPostgresEngine } from '../storage/engine/postgres/postgres-engine.ts';
import { readBesideSqlite } from '../storage/engine/sqlite/read-beside.ts';
import { assertMigrated } from '../storage/migrate.ts';
import { bytes, text } from '../storage/queries/column.ts';
import { selectFact } from '../storage/queries/facts.ts';
import { selectTenants } from '../storage/queries/tenants.ts';
import { lookIntoTrail } from '../storage/trail/read-trail.ts';

/** The audit trails of an installation, read from its database; servers may be at work beside. */
export interface AuditView {
  readonly tenants: readonly string[];
  verify(tenant: string, anchor: Anchor | null): Promise<TrailVerdict>;
}

/**
 * Looks at audit trails with the keys of this configuration. Throws when there is no data, or the
 * keyring is not the one it was written with: every entry would look altered.
 */
export async function withAuditView<R>(
  config: Config,
  use: (view: AuditView) => Promise<R>,
): Promise<R> {
  const source = chooseKeyringSource(config);
  const keyring = await openExistingKeyring(source);
  if (keyring === null) {
    const advice = 'Name the one of the server with --keyring.';
    throw new Error(`There is no keyring at ${source.describe}. ${advice}`);
  }
  const database = await openDatabase(config);
  try {
    await assertMigrated(database);
    const readFact = async (name: string) => {
      const [row] = await database.query(selectFact(name));
      return row === undefined ? null : bytes(row, 'value');
    };
    if ((await areKeysOf({ readFact }, createAesSealer(keyring))) === false) {
      const advice = 'Name the one this data was written with, with --keyring.';
      throw new Error(`The keyring does not belong to the data. ${advice}`);
    }
    const trail = lookIntoTrail(database);
    const ports = { trail, trailCrypto: createTrailCrypto(keyring) };
    return await use({
      tenants: (await database.query(selectTenants())).map((row) => text(row, 'id')),
      verify: (tenant, anchor) => verifyTrail(ports, tenant, anchor),
    });
  } finally {
    await database.close();
  }
}

async function openDatabase({
  databaseUrl,
  dataDir,
}: Config): Promise<Pick<Engine, 'query' | 'snapshot' | 'close'>> {
  if (databaseUrl.engine === 'postgres') {
    return openPostgresEngine({ addresses: databaseUrl.addresses, writers: 1 });
  }
  if (existsSync(`${dataDir}/pintumbler.db`)) return readBesideSqlite(dataDir);
  throw new Error(`There is no database in ${dataDir}. Name the data directory with --data-dir.`);
}
