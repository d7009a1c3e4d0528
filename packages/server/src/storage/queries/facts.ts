import type { Statement } from '../engine/engine.ts';

export function selectFact(name: string): Statement {
  return { sql: 'SELECT value FROM facts WHERE name = ?', params: [name] };
}

export function insertFact(name: string, value: Uint8Array): Statement {
  return { sql: 'INSERT INTO facts (name, value) VALUES (?, ?)', params: [name, value] };
}
