import { Fault } from '../core/fault.ts';
import type { Store } from '../core/ports/store.ts';
import { ConstraintViolation, type Engine, type Statement } from './engine/engine.ts';
import { selectListedSubjects, toListedSubject } from './queries/listed-subjects.ts';
import {
  deleteSubject,
  insertSubject,
  selectSubject,
  selectSubjectByIdentifier,
  toSubject,
  updateSubject,
} from './queries/subjects.ts';
import { writeTraces } from './traces.ts';

type SubjectStore = Pick<Store, 'readSubject' | 'findSubject' | 'listSubjects' | 'applyToSubject'>;

export function createSubjectStore(engine: Engine): SubjectStore {
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
      return rows.map(toListedSubject);
    },

    applyToSubject(tenant, id, decide) {
      const applied = engine.commit({
        reads: [selectSubject(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toSubject(row));
          const writes: Statement[] = [];
          const write = row === undefined ? insertSubject : updateSubject;
          if (decision.next === null) writes.push(deleteSubject(tenant, id));
          else if (decision.next !== undefined) writes.push(...write(decision.next));
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
