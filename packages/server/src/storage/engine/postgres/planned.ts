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
 * Splits operations so that none reads what another one of its wave may write. Each row's
 * operations keep their order.
 */
export function waves<P extends Planned>(planned: readonly P[]): readonly (readonly P[])[] {
  const depths = new Map<string, number>();
  const result: P[][] = [];
  for (const each of planned) {
    const depth = Math.max(0, ...each.keys.map((key) => depths.get(key) ?? 0));
    for (const key of each.keys) depths.set(key, depth + 1);
    const wave = result[depth];
    if (wave === undefined) result[depth] = [each];
    else wave.push(each);
  }
  return result;
}

/**
 * All reads of a wave, grouped by text, in the one order in which every node locks rows: whoever
 * comes second waits, and nobody waits in a circle.
 */
export function readsInOrder(planned: readonly Planned[]): readonly (readonly Statement[])[] {
  const reads = planned
    .flatMap(({ operation, keys }) =>
      operation.reads.map((statement, index) => ({ statement, key: keys[index] ?? '' })),
    )
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const groups: Statement[][] = [];
  for (const { statement } of reads) {
    const group = groups.at(-1);
    if (group?.[0]?.sql === statement.sql) group.push(statement);
    else groups.push([statement]);
  }
  return groups;
}

/** A change found by a look into another table, or its own: PostgreSQL plans it badly for many. */
const SEARCHES = /^(UPDATE|DELETE)[\s\S]*\bSELECT\b/;

/**
 * Writes of one text together, wherever the order of each operation's own writes permits it.
 * Nothing is promised about the order between operations: those of a wave share no row.
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
