import type { Operation, Statement } from '../engine.ts';

/** An operation with a name for each row it reads, in the order of its reads. */
export interface Planned {
  readonly operation: Operation<unknown>;
  readonly keys: readonly string[];
}

export function plan(operation: Operation<unknown>): Planned {
  return { operation, keys: operation.reads.map(keyOf) };
}

/** Statements of one text lie together, and then in the order of their parameters. */
function keyOf({ sql, params }: Statement): string {
  return `${sql}\u0000${JSON.stringify(params)}`;
}

/**
 * The rows of these names, grouped by text, in the one order in which every node locks rows:
 * whoever comes second waits, and nobody waits in a circle.
 */
export function readsInOrder(
  reads: ReadonlyMap<string, Statement>,
): readonly (readonly (readonly [key: string, read: Statement])[])[] {
  const groups: (readonly [string, Statement])[][] = [];
  for (const entry of [...reads].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const group = groups.at(-1);
    if (group?.[0]?.[1].sql === entry[1].sql) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** What writes do to rows that were read: nothing, something to the writer's own, or to any. */
export type Effect = 'none' | 'own rows' | 'any rows';

/**
 * Only an insert elsewhere leaves all rows as they were read. A deletion takes along what hangs on
 * the row, and a change of rows that were not read may be of rows somebody else has read.
 */
export function effectOf({ operation: { reads } }: Planned, writes: readonly Statement[]): Effect {
  const isOwn = (table: string) => reads.some(({ sql }) => sql.includes(` ${table}`));
  const changes = writes.filter(({ sql }) => !INSERTS.test(sql) || isOwn(tableOf(sql)));
  if (changes.length === 0) return 'none';
  const stays = changes.every(
    ({ sql }) => !sql.startsWith('DELETE') && !SEARCHES.test(sql) && isOwn(tableOf(sql)),
  );
  return stays ? 'own rows' : 'any rows';
}

const INSERTS = /^INSERT INTO/;

function tableOf(sql: string): string {
  return /^(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)/.exec(sql)?.[1] ?? '';
}

/** A change found by a look into another table, or its own: PostgreSQL plans it badly for many. */
const SEARCHES = /^(UPDATE|DELETE)[\s\S]*\bSELECT\b/;

/**
 * Writes of one text together, wherever the order of each operation's own writes permits it.
 * Between operations, one of a later operation never goes before one of an earlier that is alone.
 */
export function planWrites(
  writes: readonly (readonly Statement[])[],
): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  for (const statements of writes) {
    let place = 0;
    for (const statement of statements) {
      const found = SEARCHES.test(statement.sql)
        ? -1
        : groups.findIndex((group, index) => index >= place && group[0]?.sql === statement.sql);
      if (found === -1) groups.push([statement]);
      else groups[found]?.push(statement);
      place = (found === -1 ? groups.length - 1 : found) + 1;
    }
  }
  return groups;
}
