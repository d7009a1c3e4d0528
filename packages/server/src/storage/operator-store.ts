import { type FoundSession, OPERATORS_TENANT } from '../core/model/operator.ts';
import { passwordKey } from '../core/model/password.ts';
import type { Decision } from '../core/ports/decision.ts';
import type { OperatorStore } from '../core/ports/operator-store.ts';
import { readCredential } from './credential-store.ts';
import type { Engine, Row, Statement } from './engine/engine.ts';
import {
  accountValues,
  SEALED_ACCOUNTS,
  selectAccount,
  selectAccounts,
  toAccount,
} from './queries/accounts.ts';
import {
  selectApproval,
  selectApprovals,
  toApproval,
  updateApproval,
} from './queries/approvals.ts';
import {
  deleteOperatorSession,
  SEALED_SESSIONS,
  selectFoundSession,
  selectOperatorSession,
  sessionValues,
  toFoundSession,
  toOperatorSession,
} from './queries/operator-sessions.ts';
import {
  deletePasskey,
  insertPasskey,
  selectPasskey,
  selectPasskeys,
  toPasskey,
  updatePasskey,
} from './queries/passkeys.ts';
import { selectTenant } from './queries/tenants.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { tenantRows } from './tenant-rows.ts';
import { writeTraces } from './traces.ts';

export function createOperatorStore(engine: Engine, guard: RowGuard): OperatorStore {
  const tenants = tenantRows(guard);
  const accounts = guard.rowsOf(SEALED_ACCOUNTS);
  const readAccount = (row: Row) => toAccount(accounts.checked(row));
  const sessions = guard.rowsOf(SEALED_SESSIONS);
  const readSession = (row: Row) => toOperatorSession(sessions.checked(row));
  const findAccount = async (name: string) => {
    const [row] = await engine.query(selectAccount(name));
    return row === undefined ? null : readAccount(row);
  };
  /** With account and password from rows that were checked, not from what the session was joined with. */
  const believe = async (found: FoundSession, name: string): Promise<FoundSession> => {
    const key = passwordKey({ tenant: OPERATORS_TENANT, subject: name });
    const [account, password] = await Promise.all([
      findAccount(name),
      readCredential(engine, guard, key),
    ]);
    const { role, disabledAt, epoch } = account ?? {};
    const isThere = role !== undefined && disabledAt !== undefined && epoch !== undefined;
    return {
      ...found,
      account: isThere ? { role, disabledAt, epoch } : null,
      passwordVersion: password.verifier?.version ?? null,
    };
  };
  return {
    readAccount: findAccount,

    listAccounts: async () =>
      (await engine.query(selectAccounts())).map((row) =>
        accounts.isSound(row) ? toAccount(row) : { ...toAccount(row), disabledAt: 0 },
      ),

    applyToAccount: (name, decide) =>
      applyAlone(engine, selectAccount(name), readAccount, decide, (row, next) => [
        accounts.write(row, accountValues({ ...next, name })),
      ]),

    async readOperatorSession(id) {
      const [row] = await engine.query(selectFoundSession(id));
      if (row === undefined) return null;
      const found = toFoundSession(sessions.checked(row));
      return found.session.account === null ? found : believe(found, found.session.account);
    },

    applyToOperatorSession: (id, decide) =>
      applyAlone(engine, selectOperatorSession(id), readSession, decide, (row, next) => {
        if (next === null) return [deleteOperatorSession(id)];
        return [sessions.write(row, sessionValues(next))];
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
            tenantRow === undefined ? null : tenants.read(tenantRow),
          );
          const { next, tenant: changed, result } = decision;
          const writes = [
            ...(next === undefined ? [] : [updateApproval({ ...next, tenant, id })]),
            ...(changed === undefined ? [] : tenants.write(tenantRow, { ...changed, id: tenant })),
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
