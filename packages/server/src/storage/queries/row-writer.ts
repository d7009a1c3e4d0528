import type { SqlValue, Statement } from '../engine/engine.ts';

/** The two ways to write a row: which one, the row that was read says. */
export interface RowWriter {
  readonly insert: (key: readonly SqlValue[], state: readonly SqlValue[]) => Statement;
  readonly update: (key: readonly SqlValue[], state: readonly SqlValue[]) => Statement;
}

/**
 * Writes rows of a table, by the columns of their key and the others. There is no insert that turns
 * into an update where the row is there: of two nodes that both read nothing, the second would
 * silently write over what the first decided. This way it breaks the key, and decides again.
 */
export function rowWriter(
  table: string,
  key: readonly string[],
  state: readonly string[],
): RowWriter {
  const columns = [...key, ...state];
  const insert = `INSERT INTO ${table} (${columns.join(', ')})
    VALUES (${columns.map(() => '?').join(', ')})`;
  const update = `UPDATE ${table} SET ${equal(state, ', ')} WHERE ${equal(key, ' AND ')}`;
  return {
    insert: (keys, states) => ({ sql: insert, params: [...keys, ...states] }),
    update: (keys, states) => ({ sql: update, params: [...states, ...keys] }),
  };
}

function equal(columns: readonly string[], between: string): string {
  return columns.map((column) => `${column} = ?`).join(between);
}
