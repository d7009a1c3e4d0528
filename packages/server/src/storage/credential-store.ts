import { Fault } from '../core/fault.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Store } from '../core/ports/store.ts';
import { ConstraintViolation, type Engine, type Statement } from './engine/engine.ts';
import {
  insertCredential,
  selectCredential,
  toCredential,
  updateCredential,
} from './queries/credentials.ts';
import { deleteSingleUse, selectSingleUse, toSingleUse } from './queries/single-use-values.ts';
import { writeTraces } from './traces.ts';

type CredentialStore = Pick<Store, 'readCredential' | 'applyToCredential' | 'readSingleUse'>;

export function createCredentialStore(engine: Engine, clock: Clock): CredentialStore {
  return {
    async readCredential(key) {
      const [row] = await engine.query(selectCredential(key));
      return toCredential(row);
    },

    applyToCredential(key, decide, single) {
      const reads = [selectCredential(key), ...(single ? [selectSingleUse(single)] : [])];
      const applied = engine.commit({
        reads,
        decide: ([row, singleRow]) => {
          const decision = decide(toCredential(row), toSingleUse(singleRow, clock.now()));
          const writes: Statement[] = [];
          if (decision.next !== undefined) {
            const write = row === undefined ? insertCredential : updateCredential;
            writes.push(write(key, decision.next));
          }
          if (decision.consume && single) writes.push(deleteSingleUse(single));
          return {
            writes: [...writes, ...writeTraces(key.tenant, decision)],
            result: decision.result,
          };
        },
      });
      return applied.catch(refuseOrphan);
    },

    async readSingleUse(key, now) {
      const [row] = await engine.query(selectSingleUse(key));
      return toSingleUse(row, now);
    },
  };
}

/** The subject was deleted between being found and being written to. */
function refuseOrphan(error: unknown): never {
  if (error instanceof ConstraintViolation && error.kind === 'foreign_key') {
    throw new Fault('subject_not_found', 'There is no such subject. Create it first.');
  }
  throw error;
}
