import type { Store } from '../core/ports/store.ts';
import type { Engine, Row } from './engine/engine.ts';
import {
  recoveryValues,
  SEALED_RECOVERIES,
  selectRecovery,
  supersedeOthers,
  toRecovery,
} from './queries/recoveries.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { writeTraces } from './traces.ts';

type RecoveryStore = Pick<Store, 'readRecovery' | 'applyToRecovery'>;

export function createRecoveryStore(engine: Engine, guard: RowGuard): RecoveryStore {
  const rows = guard.rowsOf(SEALED_RECOVERIES);
  const read = (row: Row) => toRecovery(rows.checked(row));
  return {
    async readRecovery(tenant, id) {
      const [row] = await engine.query(selectRecovery(tenant, id));
      return row === undefined ? null : read(row);
    },

    applyToRecovery(tenant, id, decide) {
      return engine.commit({
        reads: [selectRecovery(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : read(row));
          const { next, supersede, result } = decision;
          const writes = next === undefined ? [] : [rows.write(row, recoveryValues(next))];
          // Before the new one is written: one at most is open.
          if (next !== undefined && supersede) writes.unshift(supersedeOthers(next));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result };
        },
      });
    },
  };
}
