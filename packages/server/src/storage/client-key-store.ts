import { Fault } from '../core/fault.ts';
import type { ClientKey } from '../core/model/client-key.ts';
import type { ClientKeyStore } from '../core/ports/client-key-store.ts';
import type { Engine, Row } from './engine/engine.ts';
import {
  clientKeyValues,
  SEALED_CLIENT_KEYS,
  selectClientKey,
  selectClientKeys,
  selectNamedClientKeys,
  toClientKey,
} from './queries/client-keys.ts';
import { markValues, SEALED_MARKS, selectMark, toMark } from './queries/replay-marks.ts';
import { refuseWithoutSubject } from './refuse-orphan.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { writeTraces } from './traces.ts';

export function createClientKeyStore(engine: Engine, guard: RowGuard): ClientKeyStore {
  const keys = guard.rowsOf(SEALED_CLIENT_KEYS);
  const marks = guard.rowsOf(SEALED_MARKS);
  const read = (row: Row) => toClientKey(keys.checked(row));
  const show = (row: Row): ClientKey =>
    keys.isSound(row) ? toClientKey(row) : { ...toClientKey(row), revokedAt: 0 };
  return {
    async readClientKey(dialect, id) {
      const [row] = await engine.query(selectClientKey(dialect, id));
      return row === undefined ? null : read(row);
    },

    async listClientKeys(tenant, subject) {
      return (await engine.query(selectClientKeys(tenant, subject))).map(show);
    },

    async listNamedClientKeys(tenant) {
      return (await engine.query(selectNamedClientKeys(tenant))).map(show);
    },

    applyToClientKey(dialect, id, decide) {
      const applied = engine.commit({
        reads: [selectClientKey(dialect, id)],
        decide: ([row]) => {
          const current = row === undefined ? null : read(row);
          const decision = decide(current);
          const { next } = decision;
          if (next !== undefined) assertSameOwner(current, next);
          const writes = next === undefined ? [] : [keys.write(row, clientKeyValues(next))];
          const tenant = decision.next?.tenant ?? '';
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
      return applied.catch(refuseWithoutSubject);
    },

    applyToMark(key, decide) {
      const applied = engine.commit({
        reads: [selectMark(key)],
        decide: ([row]) => {
          const current = toMark(row && marks.checked(row));
          const decision = decide(current);
          const { next, result } = decision;
          if (next !== undefined) assertForward(current, next);
          const writes = next === undefined ? [] : [marks.write(row, markValues(key, next))];
          return { writes: [...writes, ...writeTraces(key.tenant, decision)], result };
        },
      });
      return applied.catch(refuseWithoutSubject);
    },
  };
}

function assertSameOwner(current: ClientKey | null, next: ClientKey): void {
  if (current === null || hasSameOwner(current, next)) return;
  throw damaging('a client key would come to speak for somebody else');
}

function hasSameOwner(current: ClientKey, next: ClientKey): boolean {
  return (
    current.dialect === next.dialect &&
    current.id === next.id &&
    current.tenant === next.tenant &&
    current.subject === next.subject
  );
}

/** A mark that went back, or past 64 bits and so back in its text, would let a message in again. */
function assertForward(current: bigint, next: bigint): void {
  if (next >= current && next === BigInt.asUintN(64, next)) return;
  throw damaging('a replay mark would go back');
}

/** Never a caller's doing: the decision that wanted it is wrong. */
function damaging(internal: string): Fault {
  const sentence = 'The server refused to damage its own data. Report it to the operator.';
  return new Fault('integrity', sentence, { internal });
}
