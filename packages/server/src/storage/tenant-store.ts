import type { Store } from '../core/ports/store.ts';
import type { Engine } from './engine/engine.ts';
import {
  insertCallerKey,
  selectCallerKey,
  selectCallerKeys,
  toCallerKey,
  updateCallerKey,
} from './queries/caller-keys.ts';
import { selectPageOrigin } from './queries/page-origins.ts';
import { insertTenantKey, selectTenantKey, toTenantKey } from './queries/tenant-keys.ts';
import {
  insertTenant,
  selectTenant,
  selectTenants,
  toTenant,
  updateTenant,
} from './queries/tenants.ts';
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

export function createTenantStore(engine: Engine): TenantStore {
  return {
    async readTenant(id) {
      const [row] = await engine.query(selectTenant(id));
      return row === undefined ? null : toTenant(row);
    },

    async listTenants() {
      return (await engine.query(selectTenants())).map(toTenant);
    },

    isPageOrigin: async (origin) => (await engine.query(selectPageOrigin(origin))).length > 0,

    applyToTenant(id, decide) {
      return engine.commit({
        reads: [selectTenant(id), selectTenantKey(id)],
        decide: ([row, keyRow]) => {
          const key = keyRow === undefined ? null : toTenantKey(keyRow);
          const decision = decide(row === undefined ? null : toTenant(row), key);
          const write = row === undefined ? insertTenant : updateTenant;
          const writes = decision.next === undefined ? [] : [...write(decision.next)];
          if (decision.key !== undefined) writes.push(insertTenantKey(decision.key));
          return { writes: [...writes, ...writeTraces(id, decision)], result: decision.result };
        },
      });
    },

    async readCallerKey(dialect, id) {
      const [row] = await engine.query(selectCallerKey(dialect, id));
      return row === undefined ? null : toCallerKey(row);
    },

    async listCallerKeys(tenant) {
      return (await engine.query(selectCallerKeys(tenant))).map(toCallerKey);
    },

    applyToCallerKey(dialect, id, decide) {
      return engine.commit({
        reads: [selectCallerKey(dialect, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toCallerKey(row));
          const write = row === undefined ? insertCallerKey : updateCallerKey;
          const writes = decision.next === undefined ? [] : [write(decision.next)];
          const tenant = decision.next?.tenant ?? '';
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
    },
  };
}
