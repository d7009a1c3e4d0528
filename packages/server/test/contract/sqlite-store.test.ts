import type { Engine } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { describeStore } from './store-contract.ts';

const clock = { now: () => 1_000_000 };

describeStore('SQLite', async () => {
  const dir = makeTempDir();
  let engine: Engine = openSqliteEngine(dir.path);
  return {
    store: await openStore(engine, clock),
    async reopen() {
      await engine.close();
      engine = openSqliteEngine(dir.path);
      return openStore(engine, clock);
    },
    async close() {
      await engine.close();
      dir.remove();
    },
  };
});
