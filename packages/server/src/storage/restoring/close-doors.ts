import type { Instant } from '../../core/model/instant.ts';
import { OPERATORS_TENANT } from '../../core/model/operator.ts';
import type { Engine } from '../engine/engine.ts';
import { selectAccounts, toAccount, updateAccount } from '../queries/accounts.ts';
import { integer } from '../queries/column.ts';
import { selectTenants, toTenant, updateTenant } from '../queries/tenants.ts';

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
export async function closeDoors(engine: Engine, now: Instant): Promise<ClosedDoors> {
  const tenants = (await engine.query(selectTenants())).map(toTenant);
  const served = tenants.filter(({ id }) => id !== OPERATORS_TENANT);
  const accounts = (await engine.query(selectAccounts())).map(toAccount);
  const writes = [
    ...served
      .filter(({ suspendedAt }) => suspendedAt === null)
      .flatMap((tenant) => updateTenant({ ...tenant, suspendedAt: now })),
    ...accounts
      .filter(({ disabledAt }) => disabledAt === null)
      .map((each) => updateAccount({ ...each, disabledAt: now, epoch: each.epoch + 1 })),
  ];
  await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
  return {
    suspendedTenants: served.map(({ id }) => id),
    disabledAccounts: accounts.map(({ name }) => name),
    callerKeys: await countAlive(engine, 'caller_keys'),
    clientKeys: await countAlive(engine, 'client_keys'),
  };
}

async function countAlive(engine: Engine, table: 'caller_keys' | 'client_keys'): Promise<number> {
  const sql = `SELECT COUNT(*) AS alive FROM ${table} WHERE revoked_at IS NULL`;
  const [row] = await engine.query({ sql, params: [] });
  return row === undefined ? 0 : integer(row, 'alive');
}
