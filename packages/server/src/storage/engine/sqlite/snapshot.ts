import { DatabaseSync } from 'node:sqlite';
import type { Row, SnapshotRows, Statement } from '../engine.ts';

const ROWS_AT_ONCE = 500;

/** On a connection of its own: in WAL mode its transaction sees one state while others are committed. */
export async function* readSnapshot(
  path: string,
  statements: readonly Statement[],
): AsyncGenerator<SnapshotRows> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec('BEGIN');
    // A transaction begins to see with its first read.
    database.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
    yield* readInTurn(database, statements);
  } finally {
    database.close();
  }
}

export async function* readInTurn(
  database: DatabaseSync,
  statements: readonly Statement[],
): AsyncGenerator<SnapshotRows> {
  for (const [nth, { sql, params }] of statements.entries()) {
    let rows: Row[] = [];
    for (const row of database.prepare(sql).iterate(...params)) {
      rows.push(row as Row);
      if (rows.length < ROWS_AT_ONCE) continue;
      yield { nth, rows };
      rows = [];
    }
    if (rows.length > 0) yield { nth, rows };
  }
}
