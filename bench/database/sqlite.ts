import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteEngine } from '../../packages/server/src/storage/engine/sqlite/sqlite-engine.ts';
import { LEDGER, toLedger } from '../measure/charge-ledger.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import type { DatabaseKind, OpenLedger } from './bench-database.ts';

/** The embedded database: a file in the server's own process. */
export const SQLITE: DatabaseKind = {
  suffix: '',
  with: (work) =>
    withTempDir((dataDir) =>
      work({
        dataDir,
        databaseUrl: '',
        cpuSeconds: () => 0,
        openEngine: async () => openSqliteEngine(dataDir),
        openLedger: async () => openLedger(join(dataDir, 'pintumbler.db')),
      }),
    ),
};

/** The log of the database lets a reader see one instant. */
function openLedger(file: string): OpenLedger {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = database.prepare(LEDGER);
  return {
    read: async () => toLedger(statement.get()),
    close: async () => database.close(),
  };
}
