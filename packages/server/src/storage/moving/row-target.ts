import type { Clock } from '../../core/ports/clock.ts';
import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { ImportMark, PlacedRow, RowNote, RowTarget } from '../../core/ports/row-mover.ts';
import { ConstraintViolation, type Engine, type Row, type Statement } from '../engine/engine.ts';
import { latestOf, migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { bytesOrNull } from '../queries/column.ts';
import { selectFact } from '../queries/facts.ts';
import { CredentialRows } from '../rows/credential-rows.ts';
import { saveImportMark, selectImportMark, toImportMark } from './import-mark.ts';
import { MOVED_TABLES, serialColumn } from './moved-tables.ts';
import {
  noteOn,
  type Rules,
  selectOwner,
  selectSame,
  selectShredded,
  sortOut,
} from './sort-out.ts';

export interface TargetOptions {
  readonly mode: Rules['mode'];
  readonly clock: Clock;
  /** Keys that rows are authenticated with. */
  readonly rows: RowCrypto;
  /** Name of the fact that holds the probe of the keys. */
  readonly keyProbe: string;
}

/** Brings the schema up to date, so that rows of this version fit. */
export async function openRowTarget(engine: Engine, options: TargetOptions): Promise<RowTarget> {
  await migrate(engine, () => options.clock.now());
  const { nulInText } = engine.profile;
  const { mode, clock } = options;
  const credentials = new CredentialRows(options.rows);
  const rules = (): Rules => ({ mode, nulInText, now: clock.now(), credentials });
  return {
    schema: latestOf(MIGRATIONS),
    async keyProbe() {
      const [row] = await engine.query(selectFact(options.keyProbe));
      return row === undefined ? null : bytesOrNull(row, 'value');
    },
    async mark() {
      const [row] = await engine.query(selectImportMark());
      return toImportMark(row);
    },
    occupied: () => firstOccupied(engine),
    judge: (rows) => judge(engine, rows, rules()),
    write: (rows, from, to) => write({ engine, rules: rules() }, rows, { from, to }),
    complete: (from) => complete(engine, from, options.mode),
  };
}

interface Step {
  readonly from: ImportMark | null;
  readonly to: ImportMark;
}

interface Parts {
  readonly engine: Engine;
  readonly rules: Rules;
}

/** Facts are no sign of life: a server writes some at its first start. */
async function firstOccupied(engine: Engine): Promise<string | null> {
  for (const { name } of MOVED_TABLES) {
    if (name === 'facts') continue;
    const sql = `SELECT 1 AS found FROM ${name} LIMIT 1`;
    if ((await engine.query({ sql, params: [] })).length > 0) return name;
  }
  return null;
}

/** What has to be known of what is there, before a row is decided about. */
const LOOKS = [selectSame, selectOwner, selectShredded] as const;

async function judge(
  engine: Engine,
  rows: readonly PlacedRow[],
  rules: Rules,
): Promise<readonly RowNote[]> {
  const notes = await Promise.all(
    rows.map(async (row) => {
      const looks = LOOKS.map((look) => look(row, rules));
      const [same, owner, shredded] = await Promise.all(
        looks.map(async (select) =>
          select === null ? undefined : (await engine.query(select))[0],
        ),
      );
      return sortOut(row, { same, owner, isShredded: shredded !== undefined }, rules).note;
    }),
  );
  return notes.filter((note) => note !== undefined);
}

/** Halves what breaks a constraint until the row is alone that does. */
async function write(
  parts: Parts,
  rows: readonly PlacedRow[],
  { from, to }: Step,
): Promise<readonly RowNote[]> {
  try {
    return await commit(parts, rows, { from, to });
  } catch (error) {
    const [first] = rows;
    if (!(error instanceof ConstraintViolation) || first === undefined) throw error;
    if (rows.length === 1) {
      await commit(parts, [], { from, to });
      return [noteOn(first, 'refused', WHY[error.kind])];
    }
    const half = Math.ceil(rows.length / 2);
    const middle: ImportMark = { ...to, line: rows[half - 1]?.line ?? to.line };
    const earlier = await write(parts, rows.slice(0, half), { from, to: middle });
    return [...earlier, ...(await write(parts, rows.slice(half), { from: middle, to }))];
  }
}

const WHY: Readonly<Record<ConstraintViolation['kind'], string>> = {
  unique: 'another row has the same key, or a value that only one may have',
  foreign_key: 'what it belongs to (its tenant, subject or webhook) is not there',
};

function commit(
  { engine, rules }: Parts,
  rows: readonly PlacedRow[],
  { from, to }: Step,
): Promise<readonly RowNote[]> {
  const looks = rows.map((row) => LOOKS.map((look) => look(row, rules)));
  const lookups = looks.flat().filter((select) => select !== null);
  return engine.commit({
    reads: [selectImportMark(), ...lookups],
    decide([mark, ...found]) {
      expectMark(mark, from);
      const read = new Map<Statement | null, Row | undefined>(
        lookups.map((select, index) => [select, found[index]]),
      );
      const sorted = rows.map((row, index) => {
        const [same, owner, shredded] = (looks[index] ?? []).map((select) => read.get(select));
        return sortOut(row, { same, owner, isShredded: shredded !== undefined }, rules);
      });
      return {
        writes: [...sorted.flatMap((each) => each.write ?? []), saveImportMark(to)],
        result: sorted.flatMap((each) => each.note ?? []),
      };
    },
  });
}

function complete(engine: Engine, from: ImportMark, mode: Rules['mode']): Promise<void> {
  const numbers = MOVED_TABLES.flatMap((table) => {
    const serial = serialColumn(table);
    // Beside rows of others every number was the database's own.
    return serial === null || mode === 'merge'
      ? []
      : engine.profile.continueSerial(table.name, serial);
  });
  return engine.commit({
    reads: [selectImportMark()],
    decide([mark]) {
      expectMark(mark, from);
      const done = saveImportMark({ ...from, state: 'complete' });
      return { writes: [...numbers, done], result: undefined };
    },
  });
}

/** Of two imports into one database that race, one finds the mark moved by the other. */
function expectMark(row: Row | undefined, expected: ImportMark | null): void {
  const mark = toImportMark(row);
  if (mark?.id === expected?.id && mark?.line === expected?.line) return;
  throw new Error(
    'Another import is writing into this database. Let it finish, then run this one.',
  );
}
