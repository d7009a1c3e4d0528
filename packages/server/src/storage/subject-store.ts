import { Fault } from '../core/fault.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Store } from '../core/ports/store.ts';
import { ConstraintViolation, type Engine, type Statement } from './engine/engine.ts';
import { selectListedSubjects, toListedSubject } from './queries/listed-subjects.ts';
import {
  bornAt,
  deleteSubject,
  insertSubject,
  selectLifeBefore,
  selectSubject,
  selectSubjectByIdentifier,
  toSubject,
  updateSubject,
} from './queries/subjects.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { writeTraces } from './traces.ts';

type SubjectStore = Pick<Store, 'readSubject' | 'findSubject' | 'listSubjects' | 'applyToSubject'>;

export function createSubjectStore(engine: Engine, clock: Clock, guard: RowGuard): SubjectStore {
  return {
    async readSubject(tenant, id) {
      const [row] = await engine.query(selectSubject(tenant, id));
      return row === undefined ? null : toSubject(row);
    },

    async findSubject(tenant, identifier) {
      const [row] = await engine.query(selectSubjectByIdentifier(tenant, identifier));
      return row === undefined ? null : toSubject(row);
    },

    async listSubjects(tenant, purpose, page) {
      const rows = await engine.query(selectListedSubjects(tenant, purpose, page));
      return rows.map((row) => toListedSubject(row, guard.show));
    },

    applyToSubject(tenant, id, decide) {
      const applied = engine.commit({
        reads: [selectSubject(tenant, id), selectLifeBefore(tenant, id)],
        decide: ([row, before]) => {
          const decision = decide(row === undefined ? null : toSubject(row));
          const { next } = decision;
          const writes: Statement[] = [];
          if (next === null) writes.push(deleteSubject(tenant, id));
          else if (next !== undefined && row !== undefined) writes.push(...updateSubject(next));
          else if (next !== undefined)
            writes.push(...insertSubject(next, bornAt(clock.now(), before)));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
      return applied.catch(refuseTakenIdentifier);
    },
  };
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
