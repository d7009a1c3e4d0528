import type { Statement } from '../engine/engine.ts';

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
