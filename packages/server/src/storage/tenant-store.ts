import type { Store } from '../core/ports/store.ts';
import type { Engine, Row } from './engine/engine.ts';
import {
  callerKeyValues,
  SEALED_CALLER_KEYS,
  selectCallerKey,
  selectCallerKeys,
  toCallerKey,
} from './queries/caller-keys.ts';
import { selectPageOrigin } from './queries/page-origins.ts';
import { insertTenantKey, selectTenantKey, toTenantKey } from './queries/tenant-keys.ts';
import { selectTenant, selectTenants } from './queries/tenants.ts';
import type { RowGuard } from './rows/row-guard.ts';
import { tenantRows } from './tenant-rows.ts';
import { writeTraces } from './traces.ts';

type TenantStore = Pick<
  Store,
  | 'readTenant'
  | 'listTenants'
  | 'isPageOrigin'
  | 'applyToTenant'
  | 'readCallerKey'
  | 'listCallerKeys'
  | 'applyToCallerKey'
>;

export function createTenantStore(engine: Engine, guard: RowGuard): TenantStore {
  const tenants = tenantRows(guard);
  const keys = guard.rowsOf(SEALED_CALLER_KEYS);
  const readKey = (row: Row) => toCallerKey(keys.checked(row));
  return {
    async readTenant(id) {
      const [row] = await engine.query(selectTenant(id));
      return row === undefined ? null : tenants.read(row);
    },

    async listTenants() {
      return (await engine.query(selectTenants())).map(tenants.show);
    },

    isPageOrigin: async (origin) => (await engine.query(selectPageOrigin(origin))).length > 0,

    applyToTenant(id, decide) {
      return engine.commit({
        reads: [selectTenant(id), selectTenantKey(id)],
        decide: ([row, keyRow]) => {
          const key = keyRow === undefined ? null : toTenantKey(keyRow);
          const decision = decide(row === undefined ? null : tenants.read(row), key);
          const { next } = decision;
          const writes = next === undefined ? [] : [...tenants.write(row, next)];
          if (decision.key !== undefined) writes.push(insertTenantKey(decision.key));
          return { writes: [...writes, ...writeTraces(id, decision)], result: decision.result };
        },
      });
    },

    async readCallerKey(dialect, id) {
      const [row] = await engine.query(selectCallerKey(dialect, id));
      return row === undefined ? null : readKey(row);
    },

    async listCallerKeys(tenant) {
      return (await engine.query(selectCallerKeys(tenant))).map((row) =>
        keys.isSound(row) ? toCallerKey(row) : { ...toCallerKey(row), revokedAt: 0 },
      );
    },

    applyToCallerKey(dialect, id, decide) {
      return engine.commit({
        reads: [selectCallerKey(dialect, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : readKey(row));
          const { next } = decision;
          const writes = next === undefined ? [] : [keys.write(row, callerKeyValues(next))];
          const tenant = decision.next?.tenant ?? '';
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
    },
  };
}
