import type { SqlValue } from '../engine/engine.ts';

/** A table whose rows are authenticated: over their key, and over what they say. */
export interface SealedTable {
  readonly name: string;
  /** Columns of the key, the tenant's first. */
  readonly key: readonly string[];
  readonly state: readonly string[];
  /** What a column holds where it says nothing; `null` for those that are not here. */
  readonly defaults: Readonly<Record<string, SqlValue>>;
}

/**
 * What is authenticated for a row, given its key and its state in the order of the table. No two rows
 * have the same text. A column that says nothing is left out, so that one a migration adds later,
 * with a default, changes no text of before.
 */
export function rowText(
  { name, key, state, defaults }: SealedTable,
  values: readonly SqlValue[],
): string {
  let text = `row ${name}`;
  for (let place = 0; place < key.length; place += 1) text += ` ${valueText(values[place])}`;
  for (let place = 0; place < state.length; place += 1) {
    const column = state[place] ?? '';
    const value = values[key.length + place];
    if (value !== (defaults[column] ?? null)) text += ` ${column}=${valueText(value)}`;
  }
  return text;
}

/** With its kind, and its length where it could hold anything: the number 1 is not the text 1. */
function valueText(value: SqlValue | undefined): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `t${value.length}:${value}`;
  if (value instanceof Uint8Array) return `b${base64Of(value)}`;
  return '-';
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
