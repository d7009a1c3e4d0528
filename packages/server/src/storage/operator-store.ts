import { OPERATORS_TENANT } from '../core/model/operator.ts';
import type { Decision } from '../core/ports/decision.ts';
import type { OperatorStore } from '../core/ports/operator-store.ts';
import type { Engine, Row, Statement } from './engine/engine.ts';
import {
  insertAccount,
  selectAccount,
  selectAccounts,
  toAccount,
  updateAccount,
} from './queries/accounts.ts';
import {
  selectApproval,
  selectApprovals,
  toApproval,
  updateApproval,
} from './queries/approvals.ts';
import {
  deleteOperatorSession,
  insertOperatorSession,
  selectFoundSession,
  selectOperatorSession,
  toFoundSession,
  toOperatorSession,
  updateOperatorSession,
} from './queries/operator-sessions.ts';
import {
  deletePasskey,
  insertPasskey,
  selectPasskey,
  selectPasskeys,
  toPasskey,
  updatePasskey,
} from './queries/passkeys.ts';
import { selectTenant, toTenant, updateTenant } from './queries/tenants.ts';
import { writeTraces } from './traces.ts';

export function createOperatorStore(engine: Engine): OperatorStore {
  return {
    async readAccount(name) {
      const [row] = await engine.query(selectAccount(name));
      return row === undefined ? null : toAccount(row);
    },

    listAccounts: async () => (await engine.query(selectAccounts())).map(toAccount),

    applyToAccount: (name, decide) =>
      applyAlone(engine, selectAccount(name), toAccount, decide, (row, next) => [
        row === undefined ? insertAccount({ ...next, name }) : updateAccount({ ...next, name }),
      ]),

    async readOperatorSession(id) {
      const [row] = await engine.query(selectFoundSession(id));
      return row === undefined ? null : toFoundSession(row);
    },

    applyToOperatorSession: (id, decide) =>
      applyAlone(engine, selectOperatorSession(id), toOperatorSession, decide, (row, next) => {
        if (next === null) return [deleteOperatorSession(id)];
        return [row === undefined ? insertOperatorSession(next) : updateOperatorSession(next)];
      }),

    async readPasskey(id) {
      const [row] = await engine.query(selectPasskey(id));
      return row === undefined ? null : toPasskey(row);
    },

    listPasskeys: async (account) => (await engine.query(selectPasskeys(account))).map(toPasskey),

    applyToPasskey: (id, decide) =>
      applyAlone(engine, selectPasskey(id), toPasskey, decide, (row, next) => {
        if (next === null) return [deletePasskey(id)];
        return [row === undefined ? insertPasskey(next) : updatePasskey(next)];
      }),

    listApprovals: async (tenant, limit) =>
      (await engine.query(selectApprovals(tenant, limit))).map(toApproval),

    applyToApproval(tenant, id, decide) {
      return engine.commit({
        reads: [selectApproval(tenant, id), selectTenant(tenant)],
        decide: ([row, tenantRow]) => {
          const decision = decide(
            row === undefined ? null : toApproval(row),
            tenantRow === undefined ? null : toTenant(tenantRow),
          );
          const { next, tenant: changed, result } = decision;
          const writes = [
            ...(next === undefined ? [] : [updateApproval({ ...next, tenant, id })]),
            ...(changed === undefined ? [] : updateTenant({ ...changed, id: tenant })),
          ];
          return { writes: [...writes, ...writeTraces(tenant, decision)], result };
        },
      });
    },
  };
}

/** A decision about one row of the operators' own. */
function applyAlone<S, N extends S | null, R>(
  engine: Engine,
  select: Statement,
  read: (row: Row) => S,
  decide: (current: S | null) => Decision<N, R>,
  write: (row: Row | undefined, next: N) => readonly Statement[],
): Promise<R> {
  return engine.commit({
    reads: [select],
    decide: ([row]) => {
      const decision = decide(row === undefined ? null : read(row));
      const writes = decision.next === undefined ? [] : write(row, decision.next);
      const traces = writeTraces(OPERATORS_TENANT, decision);
      return { writes: [...writes, ...traces], result: decision.result };
    },
  });
}
