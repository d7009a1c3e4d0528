import type { Store } from '../core/ports/store.ts';
import type { Engine } from './engine/engine.ts';
import {
  selectRecovery,
  supersedeOthers,
  toRecovery,
  upsertRecovery,
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
          const writes = next === undefined ? [] : [upsertRecovery(next)];
          if (next !== undefined && supersede) writes.push(supersedeOthers(next));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result };
        },
      });
    },
  };
}
