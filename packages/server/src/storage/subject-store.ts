import { Fault } from '../core/fault.ts';
import type { Identifier, Subject } from '../core/model/subject.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Store } from '../core/ports/store.ts';
import { ConstraintViolation, type Engine, type Row, type Statement } from './engine/engine.ts';
import { integer } from './queries/column.ts';
import { selectListedSubjects, toListedSubject } from './queries/listed-subjects.ts';
import {
  bornAt,
  deleteSubject,
  insertIdentifiers,
  replaceIdentifiers,
  SEALED_SUBJECTS,
  selectLifeBefore,
  selectSubject,
  selectSubjectByIdentifier,
  subjectValues,
  toSubject,
} from './queries/subjects.ts';
import type { Damage } from './rows/damaged-row.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { writeTraces } from './traces.ts';

type SubjectStore = Pick<Store, 'readSubject' | 'findSubject' | 'listSubjects' | 'applyToSubject'>;

export function createSubjectStore(engine: Engine, clock: Clock, guard: RowGuard): SubjectStore {
  const rows = guard.rowsOf(SEALED_SUBJECTS);
  const read = (row: Row) => toSubject(rows.checked(row));
  return {
    async readSubject(tenant, id) {
      const [row] = await engine.query(selectSubject(tenant, id));
      return row === undefined ? rows.missed(tenant) : read(row);
    },

    async findSubject(tenant, identifier) {
      const [row] = await engine.query(selectSubjectByIdentifier(tenant, identifier));
      if (row === undefined) return rows.missed(tenant);
      const subject = read(row);
      if (!goesBy(subject, identifier)) throw guard.refuse(leadsElsewhere(subject, identifier));
      return subject;
    },

    async listSubjects(tenant, purpose, page) {
      const rows = await engine.query(selectListedSubjects(tenant, purpose, page));
      return rows.map((row) => toListedSubject(row, guard.show));
    },

    applyToSubject(tenant, id, decide, damaged) {
      const applied = engine.commit({
        reads: [selectSubject(tenant, id), selectLifeBefore(tenant, id)],
        decide: ([row, before]) => {
          const readIt = damaged === 'removed' ? toSubject : read;
          const decision = decide(row === undefined ? null : readIt(row));
          const { next } = decision;
          const writes: Statement[] = [];
          if (next === null) writes.push(deleteSubject(tenant, id));
          else if (next !== undefined && row !== undefined) {
            const values = subjectValues(next, integer(row, 'born'));
            writes.push(rows.write(row, values), ...replaceIdentifiers(next));
          } else if (next !== undefined) {
            const values = subjectValues(next, bornAt(clock.now(), before));
            writes.push(rows.write(undefined, values), ...insertIdentifiers(next));
          }
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
      return applied.catch(refuseTakenIdentifier);
    },
  };
}

/**
 * The rows identifiers are found by have no authentication of their own. Who could point somebody's
 * phone number at a person with a known PIN would be let in as somebody else, so the person found has
 * to say the same, in a row that is authenticated. Both are read by one statement, as of one instant.
 */
function goesBy({ identifiers }: Subject, { type, value }: Identifier): boolean {
  return identifiers.some((each) => each.type === type && each.value === value);
}

/** Without the value: whose number it is has no place in a log. */
function leadsElsewhere({ tenant, id }: Subject, { type }: Identifier): Damage {
  const reason = 'it leads to somebody who does not go by it';
  return { table: 'identifiers', tenant, subject: id, id: type, reason };
}

function refuseTakenIdentifier(error: unknown): never {
  if (error instanceof ConstraintViolation && error.kind === 'unique') {
    throw new Fault(
      'identifier_taken',
      'Another subject has one of these identifiers, or one is given twice. Use different ones.',
    );
  }
  throw error;
}
