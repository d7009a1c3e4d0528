import type { SqlValue, Statement } from '../engine.ts';

/*
 * Many statements of the same text in one. Their parameters travel as one array for each
 * placeholder and become the rows of a table `given`, with their place in `nth`; the text is
 * rewritten to run once for each of those rows. To plan, send and answer thirty statements costs
 * thirty times what it costs to do so once, and most of what PostgreSQL does for us is just that.
 */

const GIVEN_INSERT = /^(INSERT INTO \w+ \([^)]*\))\s+VALUES\s+\(([^()]*)\)\s*([\s\S]*)$/;
const GIVEN_SELECT_INTO = /^(INSERT INTO \w+ \([^)]*\))\s+(SELECT [\s\S]*)$/;
const GIVEN_UPDATE = /^(UPDATE \w+ SET [\s\S]*?)\s(WHERE [\s\S]*)$/;
const GIVEN_DELETE = /^(DELETE FROM \w+)\s(WHERE [\s\S]*)$/;

/** Rows are locked as an update of them would: a decision on them is coming. */
const FOR_DECISION = 'FOR NO KEY UPDATE';

/**
 * Changes no answer, but keeps the planner from making one join of all: until a table's statistics
 * are there it would read the whole of it for a handful of rows.
 */
const ONE_BY_ONE = 'OFFSET 0';

/**
 * The rows that statements of one text find, each with the place of its statement in `nth`; locked
 * in that order until the transaction ends.
 */
export function selectGiven(
  sql: string,
  types: readonly string[],
  lock: 'locked' | 'unlocked',
): string {
  const found = `${numbered(sql, givenColumn)} ${lock === 'locked' ? FOR_DECISION : ONE_BY_ONE}`;
  return `SELECT given.nth AS nth, found.* FROM ${given(types)} CROSS JOIN LATERAL (${found}) AS found`;
}

/** A write, once for each of its parameter lists, in their order where order can be seen. */
export function writeGiven(sql: string, types: readonly string[]): string {
  const text = numbered(sql.trim(), givenColumn);
  const rows = given(types);
  const insert = GIVEN_INSERT.exec(text);
  if (insert !== null) {
    const [, head, values, conflict] = insert;
    return `${head} SELECT ${values} FROM ${rows} ORDER BY given.nth ${conflict}`;
  }
  const into = GIVEN_SELECT_INTO.exec(text);
  if (into !== null) {
    return `${into[1]} SELECT made.* FROM ${rows} CROSS JOIN LATERAL (${into[2]}) AS made`;
  }
  const update = GIVEN_UPDATE.exec(text);
  if (update !== null) return `${update[1]} FROM ${rows} ${update[2]}`;
  const deletion = GIVEN_DELETE.exec(text);
  if (deletion !== null) return `${deletion[1]} USING ${rows} ${deletion[2]}`;
  throw new Error(`this write has a form the PostgreSQL engine does not know: ${sql}`);
}

/** One array for each placeholder. */
export function givenArrays(statements: readonly Statement[]): readonly (readonly SqlValue[])[] {
  const [first] = statements;
  return (first?.params ?? []).map((_, place) =>
    statements.map(({ params }) => params[place] ?? null),
  );
}

/** With PostgreSQL's `$1`, `$2`, … in place of `?`. */
export function withNumbers(sql: string): string {
  return numbered(sql, (place) => `$${place}`);
}

function given(types: readonly string[]): string {
  const arrays = types.map((type, index) => `$${index + 1}::${type}[]`);
  const columns = types.map((_, index) => `p${index + 1}`);
  return `unnest(${arrays.join(', ')}) WITH ORDINALITY AS given (${[...columns, 'nth'].join(', ')})`;
}

function givenColumn(place: number): string {
  return `given.p${place}`;
}

function numbered(sql: string, name: (place: number) => string): string {
  let place = 0;
  return sql.replaceAll('?', () => {
    place += 1;
    return name(place);
  });
}
