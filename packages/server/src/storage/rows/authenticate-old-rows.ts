import { Fault } from '../../core/fault.ts';
import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Engine, Statement } from '../engine/engine.ts';
import { bytes, text } from '../queries/column.ts';
import { insertFact, replaceFact, selectFact } from '../queries/facts.ts';
import { rowSeal } from './row-seal.ts';
import type { SealedTable } from './row-text.ts';
import { SEALED_TABLES } from './sealed-tables.ts';

export interface OldRows {
  readonly engine: Engine;
  readonly crypto: RowCrypto;
  /** Known from outside the database: its rows were authenticated before, so there are none of then. */
  readonly sealedBefore?: boolean;
  /** Hears of each portion that is done: rows of a table so far. */
  readonly say: (table: string, done: number) => void;
}

/** The fact that says whether there are rows from before rows were authenticated. */
const FACT = 'rows-authenticated';
type State = 'running' | 'done';

/** Rows in one transaction. */
const AT_ONCE = 500;

/**
 * Authenticates, once, the rows that were written before rows were. In portions; after a crash it goes
 * on where it stopped, and several nodes may be at it. Nobody is served before it is done, and
 * afterwards a row without authentication is a damaged one.
 *
 * Throws `integrity` where that was done before and the record of it is gone or put back: whoever
 * can write the database would have rows of their own making authenticated. What is left in the
 * database tells that, as far as nobody took it away too; what is kept beside the keyring does.
 */
export async function authenticateOldRows(parts: OldRows): Promise<void> {
  const { engine } = parts;
  const found = await readState(parts);
  if (found === 'done') return;
  if (parts.sealedBefore === true) {
    throw refusal('rows were authenticated when this server last ran, and nothing here says so');
  }
  if (found === null && !(await hasOldRows(engine))) return write(parts, insertFact, 'done');
  if (await wasServed(engine, found)) {
    // Another node may just have come to the end.
    if ((await readState(parts)) === 'done') return;
    throw refusal('rows are authenticated, and the record of it is gone or an older one');
  }
  if (found === null) await write(parts, insertFact, 'running');
  for (const table of SEALED_TABLES) await authenticateTable(parts, table);
  await write(parts, replaceFact, 'done');
}

async function authenticateTable(parts: OldRows, table: SealedTable): Promise<void> {
  const { engine, crypto, say } = parts;
  const { columns, macOf } = rowSeal(crypto, table);
  const key = table.key.join(', ');
  const after = `(${key}) > (${table.key.map(() => '?').join(', ')})`;
  const update = `UPDATE ${table.name} SET mac = ?
    WHERE ${table.key.map((column) => `${column} = ?`).join(' AND ')} AND mac IS NULL`;
  let last: readonly string[] | null = null;
  for (let done = 0; ; ) {
    const rows = await engine.query({
      sql: `SELECT ${columns.join(', ')} FROM ${table.name}
        WHERE mac IS NULL ${last === null ? '' : `AND ${after}`} ORDER BY ${key} LIMIT ?`,
      params: [...(last ?? []), AT_ONCE],
    });
    const end = rows.at(-1);
    if (end === undefined) return;
    last = table.key.map((column) => text(end, column));
    const writes = rows.map((row): Statement => {
      const values = columns.map((column) => row[column] ?? null);
      return { sql: update, params: [macOf(values), ...values.slice(0, table.key.length)] };
    });
    await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    done += rows.length;
    say(table.name, done);
  }
}

/** Where there are none, nothing has to be said of a time when there were. */
async function hasOldRows(engine: Engine): Promise<boolean> {
  for (const { name } of SEALED_TABLES) {
    if (await exists(engine, `SELECT 1 AS found FROM ${name} LIMIT 1`)) return true;
  }
  return false;
}

/** Entries that name a generation are written by servers at work, and they work when this is done. */
async function wasServed(engine: Engine, state: State | null): Promise<boolean> {
  const said = 'SELECT 1 AS found FROM audit WHERE generation IS NOT NULL LIMIT 1';
  if (await exists(engine, said)) return true;
  if (state !== null) return false;
  for (const { name } of SEALED_TABLES) {
    const sealed = `SELECT 1 AS found FROM ${name} WHERE mac IS NOT NULL LIMIT 1`;
    if (await exists(engine, sealed)) return true;
  }
  return false;
}

async function exists(engine: Engine, sql: string): Promise<boolean> {
  return (await engine.query({ sql, params: [] })).length > 0;
}

async function readState({ engine, crypto }: OldRows): Promise<State | null> {
  const [row] = await engine.query(selectFact(FACT));
  if (row === undefined) return null;
  const said = new TextDecoder().decode(bytes(row, 'value'));
  for (const state of ['running', 'done'] as const) {
    if (said === factText(crypto, state)) return state;
  }
  throw refusal('the record that rows are authenticated is not as it was written');
}

function write(
  { engine, crypto }: OldRows,
  how: (name: string, value: Uint8Array) => Statement,
  state: State,
): Promise<void> {
  const writes = [how(FACT, new TextEncoder().encode(factText(crypto, state)))];
  return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
}

function factText(crypto: RowCrypto, state: State): string {
  return `${state} ${crypto.mac('', `fact ${FACT} ${state}`)}`;
}

function refusal(internal: string): Fault {
  const sentence =
    'The database was changed from outside: the server cannot tell which of its rows are real. ' +
    'Put back the database this server last worked with, or a backup, as the guide on recovery says.';
  return new Fault('integrity', sentence, { internal });
}
