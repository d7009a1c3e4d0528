import type { Engine } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { putSchema } from '../support/sqlite-schema.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { describeStore, type OpenedStore } from './store-contract.ts';

const clock = { now: () => 1_000_000 };

for (const [name, noHurry] of [
  ['SQLite', () => false],
  ['SQLite while commits may gather', () => true],
] as const)
  describeStore(name, () => open(noHurry));

async function open(noHurry: () => boolean): Promise<OpenedStore> {
  const dir = makeTempDir();
  await putSchema(dir.path);
  let engine: Engine = openSqliteEngine(dir.path, noHurry);
  return {
    store: await openStore(engine, { clock, rows: TEST_ROWS }),
    exclusive: engine.profile.exclusive,
    async reopen() {
      await engine.close();
      engine = openSqliteEngine(dir.path, noHurry);
      return openStore(engine, { clock, rows: TEST_ROWS });
    },
    async close() {
      await engine.close();
      await dir.remove();
    },
  };
}
