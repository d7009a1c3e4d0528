import type { Statement } from '../engine/engine.ts';
import { rowWriter } from './row-writer.ts';

/** Names the fact that says how far this database has come. */
export const EPOCH_FACT = 'epoch';

const ROW = rowWriter('facts', ['name'], ['value']);

export function selectFact(name: string): Statement {
  return { sql: 'SELECT value FROM facts WHERE name = ?', params: [name] };
}

export function insertFact(name: string, value: Uint8Array): Statement {
  const sql = 'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING';
  return { sql, params: [name, value] };
}

/** Writes without changing anything: the row is replaced by itself. */
export function touchFact(name: string): Statement {
  return replaceFact(name, new Uint8Array());
}

/** For facts that nobody decides by: of two at once, either may stay. */
export function replaceFact(name: string, value: Uint8Array): Statement {
  return {
    sql: `INSERT INTO facts (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    params: [name, value],
  };
}

/** For facts that are decided by: breaks the key where another node was first, and is decided again. */
export function insertNewFact(name: string, value: Uint8Array): Statement {
  return ROW.insert([name], [value]);
}

export function updateFact(name: string, value: Uint8Array): Statement {
  return ROW.update([name], [value]);
}
