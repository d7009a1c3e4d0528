import type { Engine } from '../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeDatabase } from '../support/postgres/database.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { describeStore, type OpenedStore } from './store-contract.ts';

const clock = { now: () => 1_000_000 };

describeStore('PostgreSQL', open);

async function open(): Promise<OpenedStore> {
  const database = await makeDatabase('schema');
  const options = { addresses: [database.url], writers: 3 };
  let engine: Engine = await openPostgresEngine(options);
  return {
    store: await openStore(engine, { clock, rows: TEST_ROWS }),
    exclusive: engine.profile.exclusive,
    async reopen() {
      await engine.close();
      engine = await openPostgresEngine(options);
      return openStore(engine, { clock, rows: TEST_ROWS });
    },
    async close() {
      await engine.close();
      await database.remove();
    },
  };
}
