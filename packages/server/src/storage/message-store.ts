import { Fault } from '../core/fault.ts';
import type { MessageStore } from '../core/ports/message-store.ts';
import { ConstraintViolation, type Engine, type Row } from './engine/engine.ts';
import {
  selectDueMessages,
  selectMessage,
  selectMessages,
  selectTenantMessages,
  toMessage,
  updateMessage,
} from './queries/messages.ts';
import {
  codeValues,
  SEALED_CODES,
  selectCode,
  selectCodeOf,
  selectFindableCode,
  supersedeOtherCodes,
  toCode,
} from './queries/one-time-codes.ts';
import {
  insertSendWindow,
  selectSendWindow,
  toSends,
  updateSendWindow,
} from './queries/send-windows.ts';
import { refuseWithoutSubject } from './refuse-orphan.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { writeTraces } from './traces.ts';

export function createMessageStore(engine: Engine, guard: RowGuard): MessageStore {
  const codes = guard.rowsOf(SEALED_CODES);
  const read = (row: Row) => toCode(codes.checked(row));
  return {
    listMessages: async (limit) => (await engine.query(selectMessages(limit))).map(toMessage),
    listTenantMessages: async (tenant, limit) =>
      (await engine.query(selectTenantMessages(tenant, limit))).map(toMessage),
    listDueMessages: async (channel, now, limit) =>
      (await engine.query(selectDueMessages(channel, now, limit))).map(toMessage),

    applyToMessage(tenant, id, decide) {
      return engine.commit({
        reads: [selectMessage(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toMessage(row));
          const writes = decision.next === undefined ? [] : [updateMessage(decision.next)];
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
    },

    async readCode(tenant, id) {
      const [row] = await engine.query(selectCode(tenant, id));
      return row === undefined ? null : read(row);
    },

    async findCode(tenant, use, codeDigest) {
      const [row] = await engine.query(selectFindableCode(tenant, use, codeDigest));
      return row === undefined ? null : read(row);
    },

    async findCodeOf(tenant, use, subject) {
      const [row] = await engine.query(selectCodeOf(tenant, use, subject));
      return row === undefined ? null : read(row);
    },

    applyToCode(tenant, id, decide) {
      const applied = engine.commit({
        reads: [selectCode(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : read(row));
          const { next, supersede, result } = decision;
          const writes = next === undefined ? [] : [codes.write(row, codeValues(next))];
          // Before the new one is written: one at most is open for a recipient, and for a person.
          if (next !== undefined && supersede) writes.unshift(...supersedeOtherCodes(next));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result };
        },
      });
      return applied.catch(refuseTakenCode).catch(refuseWithoutSubject);
    },

    applyToSendWindow(key, decide) {
      return engine.commit({
        reads: [selectSendWindow(key)],
        decide: ([row]) => {
          const { next, result, ...traces } = decide(toSends(row));
          const write = row === undefined ? insertSendWindow : updateSendWindow;
          const writes = next === undefined ? [] : [write(key, next)];
          return { writes: [...writes, ...writeTraces(key.tenant, traces)], result };
        },
      });
    },
  };
}

/** Two that drew the same findable code in one instant: one in a million, and tried again. */
function refuseTakenCode(error: unknown): never {
  if (error instanceof ConstraintViolation && error.kind === 'unique') {
    const sentence = 'The code could not be made just now. Try again.';
    throw new Fault('storage_unavailable', sentence, { retryAfterSeconds: 1, cause: error });
  }
  throw error;
}
