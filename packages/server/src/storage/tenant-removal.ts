import type { KeyStore } from '../core/ports/key-store.ts';
import type { Engine } from './engine/engine.ts';
import { insertAudit } from './queries/audit.ts';
import { integerOrNull } from './queries/column.ts';
import {
  markRemoved,
  selectLeavingTenants,
  shredTenantKey,
  toTenantKey,
} from './queries/tenant-keys.ts';
import {
  deleteOwned,
  deleteTenant,
  hideTenant,
  OWNED_TABLES,
  selectOwned,
  selectRemaining,
} from './queries/tenant-rows.ts';
import { selectTenant } from './queries/tenants.ts';

type TenantRemoval = Pick<
  KeyStore,
  'shredTenant' | 'listLeavingTenants' | 'removeRows' | 'noteRemoved'
>;

/** Takes a tenant away: its key at once, its rows some at a time. */
export function createTenantRemoval(engine: Engine): TenantRemoval {
  return {
    shredTenant: (tenant, at, mayGo, audit) =>
      engine.commit({
        reads: [selectTenant(tenant)],
        decide([row]) {
          if (row === undefined || !mayGo(integerOrNull(row, 'suspended_at'))) {
            return { writes: [], result: false };
          }
          const writes = [shredTenantKey(tenant, at), hideTenant(tenant, at)];
          return { writes: [...writes, ...audit.map(insertAudit)], result: true };
        },
      }),

    listLeavingTenants: async () => (await engine.query(selectLeavingTenants())).map(toTenantKey),

    async removeRows(tenant, limit) {
      for (const table of OWNED_TABLES) {
        const rows = await engine.query(selectOwned(table, tenant, limit));
        if (rows.length === 0) continue;
        const writes = rows.map((row) => deleteOwned(table, tenant, row));
        await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
        return rows.length;
      }
      const [last] = await engine.query(selectRemaining(tenant));
      if (last === undefined) return 0;
      const writes = [deleteTenant(tenant)];
      await engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
      return 1;
    },

    noteRemoved(tenant, at, audit) {
      const writes = [markRemoved(tenant, at), ...audit.map(insertAudit)];
      return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
    },
  };
}
