import { it } from 'vitest';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeDatabase } from '../support/postgres/database.ts';
import { runSql } from '../support/postgres/postgres-server.ts';
import { expectNothingHalfDone, killHalfWay } from './kill-half-way.ts';

const ASLEEP = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
  AND query LIKE '%pg_sleep(5)%' AND pid <> pg_backend_pid() AND state = 'active'`;

it('kill -9 in the middle of a migration leaves nothing half done on PostgreSQL', async () => {
  const database = await makeDatabase();
  const engine = await openPostgresEngine({ addresses: [database.url], writers: 1 });
  await migrate(engine, () => 0);
  const isAsleep = async () => (await runSql(database.url, ASLEEP)).length > 0;
  await killHalfWay(['postgres', database.url], isAsleep);
  await expectNothingHalfDone(engine);
  await engine.close();
  await database.remove();
});
