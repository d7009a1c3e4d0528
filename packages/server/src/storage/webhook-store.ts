import type { WebhookStore } from '../core/ports/webhook-store.ts';
import type { Engine, Statement } from './engine/engine.ts';
import {
  deleteWebhook,
  insertWebhook,
  selectTenantWebhooks,
  selectWebhook,
  selectWebhooks,
  toWebhook,
  updateWebhook,
} from './queries/webhooks.ts';
import { writeTraces } from './traces.ts';

type WebhooksOnly = Pick<
  WebhookStore,
  'listWebhooks' | 'listTenantWebhooks' | 'readWebhook' | 'applyToWebhook'
>;

export function createWebhookStore(engine: Engine): WebhooksOnly {
  return {
    async listWebhooks(tenant, dialect) {
      return (await engine.query(selectWebhooks(tenant, dialect))).map(toWebhook);
    },

    async listTenantWebhooks(tenant) {
      return (await engine.query(selectTenantWebhooks(tenant))).map(toWebhook);
    },

    async readWebhook(tenant, id) {
      const [row] = await engine.query(selectWebhook(tenant, id));
      return row === undefined ? null : toWebhook(row);
    },

    applyToWebhook(tenant, id, decide) {
      return engine.commit({
        reads: [selectWebhook(tenant, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toWebhook(row));
          const writes: Statement[] = [];
          const write = row === undefined ? insertWebhook : updateWebhook;
          if (decision.next === null) writes.push(deleteWebhook(tenant, id));
          else if (decision.next !== undefined) writes.push(write(decision.next));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
    },
  };
}
