import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Engine, Row } from '../engine.ts';
import { readSnapshot } from './snapshot.ts';

/** Reads the embedded database of a data directory, also while a server has it. Writes nothing. */
export function readBesideSqlite(dataDir: string): Pick<Engine, 'query' | 'snapshot' | 'close'> {
  const path = join(dataDir, 'pintumbler.db');
  const database = new DatabaseSync(path, { readOnly: true });
  return {
    query: async ({ sql, params }) => database.prepare(sql).all(...params) as Row[],
    snapshot: (statements) => readSnapshot(path, statements),
    close: async () => database.close(),
  };
}
