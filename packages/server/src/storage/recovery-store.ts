import type { Store } from '../core/ports/store.ts';
import type { Engine } from './engine/engine.ts';
import {
  insertRecovery,
  selectRecovery,
  supersedeOthers,
  toRecovery,
  updateRecovery,
} from './queries/recoveries.ts';
import { writeTraces } from './traces.ts';

type RecoveryStore = Pick<Store, 'readRecovery' | 'applyToRecovery'>;

export function createRecoveryStore(engine: Engine): RecoveryStore {
  return {
    async readRecovery(tenant, id) {
      const [row] = await engine.query(selectRecovery(tenant, id));
      return row === undefined ? null : toRecovery(row);
    },

    applyToRecovery(tenant, id, decide) {
      return engine.commit({
        reads: [selectRecovery(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toRecovery(row));
          const { next, supersede, result } = decision;
          const write = row === undefined ? insertRecovery : updateRecovery;
          const writes = next === undefined ? [] : [write(next)];
          // Before the new one is written: one at most is open.
          if (next !== undefined && supersede) writes.unshift(supersedeOthers(next));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result };
        },
      });
    },
  };
}
