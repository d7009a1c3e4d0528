import type { Instant } from '../../core/model/instant.ts';
import { OPERATORS_TENANT } from '../../core/model/operator.ts';
import type { Engine } from '../engine/engine.ts';
import { accountValues, SEALED_ACCOUNTS, selectAccounts, toAccount } from '../queries/accounts.ts';
import { integer } from '../queries/column.ts';
import { selectTenants } from '../queries/tenants.ts';
import type { RowGuard } from '../rows/row-guard.ts';
import { tenantRows } from '../tenant-rows.ts';

export interface ClosedDoors {
  /** Tenants that staff have to let in again, once their keys were looked through. */
  readonly suspendedTenants: readonly string[];
  readonly disabledAccounts: readonly string[];
  /** Which of these were revoked since the copy, only their owners can say. */
  readonly callerKeys: number;
  readonly clientKeys: number;
}

/**
 * Closes what lets callers and operators in: a key or an account that was taken away since the copy
 * was made would be there again.
 */
export async function closeDoors(
  engine: Engine,
  guard: RowGuard,
  now: Instant,
): Promise<ClosedDoors> {
  const tenants = tenantRows(guard);
  const accounts = guard.rowsOf(SEALED_ACCOUNTS);
  const served = (await engine.query(selectTenants()))
    .map((row) => ({ row, tenant: tenants.read(row) }))
    .filter(({ tenant }) => tenant.id !== OPERATORS_TENANT);
  const operators = (await engine.query(selectAccounts())).map((row) => ({
    row,
    account: toAccount(accounts.checked(row)),
  }));
  const writes = [
    ...served
      .filter(({ tenant }) => tenant.suspendedAt === null)
      .flatMap(({ row, tenant }) => tenants.write(row, { ...tenant, suspendedAt: now })),
    ...operators
      .filter(({ account }) => account.disabledAt === null)
      .map(({ row, account }) => {
        const closed = { ...account, disabledAt: now, epoch: account.epoch + 1 };
        return accounts.write(row, accountValues(closed));
      }),
  ];
  await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
  return {
    suspendedTenants: served.map(({ tenant }) => tenant.id),
    disabledAccounts: operators.map(({ account }) => account.name),
    callerKeys: await countAlive(engine, 'caller_keys'),
    clientKeys: await countAlive(engine, 'client_keys'),
  };
}

async function countAlive(engine: Engine, table: 'caller_keys' | 'client_keys'): Promise<number> {
  const sql = `SELECT COUNT(*) AS alive FROM ${table} WHERE revoked_at IS NULL`;
  const [row] = await engine.query({ sql, params: [] });
  return row === undefined ? 0 : integer(row, 'alive');
}
