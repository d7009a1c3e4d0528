/**
 * Inserts a row, or changes every other column of the row that has this key; parameters are the
 * key's columns, then the others. The row is changed in place, never replaced: to replace it would
 * delete what hangs on it.
 */
export function upsert(table: string, key: readonly string[], others: readonly string[]): string {
  const columns = [...key, ...others];
  return `INSERT INTO ${table} (${columns.join(', ')})
    VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET
      ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}
