import type { Instant } from '../../core/model/instant.ts';
import { replayFloor } from '../../core/model/replay-floor.ts';
import type { MarkKey } from '../../core/ports/client-key-store.ts';
import type { Engine, Row, Statement } from '../engine/engine.ts';
import { text } from '../queries/column.ts';
import { markValues, SEALED_MARKS, selectMark, toMark } from '../queries/replay-marks.ts';
import type { RowGuard } from '../rows/row-guard.ts';
import type { SealedRows } from '../rows/sealed-rows.ts';

const AT_ONCE = 500;

/** Marks whose values come from a clock go to now: what was sent since the copy is not taken again. */
export async function raiseMarks(engine: Engine, guard: RowGuard, now: Instant): Promise<void> {
  const marks = guard.rowsOf(SEALED_MARKS);
  let after: MarkKey | undefined;
  for (;;) {
    const keys = (await engine.query(selectKeysAfter(after))).map(toKey);
    await Promise.all(keys.map((key) => raise({ engine, marks }, key, now)));
    after = keys.at(-1);
    if (after === undefined) return;
  }
}

interface Marks {
  readonly engine: Engine;
  readonly marks: SealedRows;
}

function raise({ engine, marks }: Marks, key: MarkKey, now: Instant): Promise<void> {
  return engine.commit({
    reads: [selectMark(key)],
    decide: ([row]) => {
      const mark = toMark(row === undefined ? undefined : marks.checked(row));
      const floor = replayFloor(key.kind, mark, now);
      return {
        writes: floor > mark ? [marks.write(row, markValues(key, floor))] : [],
        result: undefined,
      };
    },
  });
}

function selectKeysAfter(after: MarkKey | undefined): Statement {
  const { tenant, subject, kind, id } = after ?? { tenant: '', subject: '', kind: '', id: '' };
  return {
    sql: `SELECT tenant, subject, kind, id FROM replay_marks
      WHERE (tenant, subject, kind, id) > (?, ?, ?, ?)
      ORDER BY tenant, subject, kind, id LIMIT ${AT_ONCE}`,
    params: [tenant, subject, kind, id],
  };
}

function toKey(row: Row): MarkKey {
  const [tenant, subject] = [text(row, 'tenant'), text(row, 'subject')];
  return { tenant, subject, kind: text(row, 'kind'), id: text(row, 'id') };
}
