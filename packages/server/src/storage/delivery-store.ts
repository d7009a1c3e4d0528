import type { WebhookStore } from '../core/ports/webhook-store.ts';
import type { Engine, Statement } from './engine/engine.ts';
import { inTurns } from './in-turns.ts';
import { text } from './queries/column.ts';
import {
  deleteDelivery,
  insertDelivery,
  selectDeliveries,
  selectDelivery,
  toDelivery,
  updateDelivery,
} from './queries/deliveries.ts';
import { selectDueDeliveries, selectDueWebhooks } from './queries/due-deliveries.ts';
import { refuseWithoutWebhook } from './refuse-orphan.ts';
import { writeTraces } from './traces.ts';

type DeliveryStore = Pick<
  WebhookStore,
  'listDeliveries' | 'readDelivery' | 'applyToDelivery' | 'listDueDeliveries'
>;

export function createDeliveryStore(engine: Engine): DeliveryStore {
  return {
    async listDeliveries(tenant, webhook, limit, page) {
      return (await engine.query(selectDeliveries(tenant, webhook, limit, page))).map(toDelivery);
    },

    async readDelivery(tenant, webhook, id) {
      const [row] = await engine.query(selectDelivery(tenant, webhook, id));
      return row === undefined ? null : toDelivery(row);
    },

    applyToDelivery(tenant, webhook, id, decide) {
      const applied = engine.commit({
        reads: [selectDelivery(tenant, webhook, id)],
        decide: ([row]) => {
          const decision = decide(row === undefined ? null : toDelivery(row));
          const writes: Statement[] = [];
          const write = row === undefined ? insertDelivery : updateDelivery;
          if (decision.next === null) writes.push(deleteDelivery(tenant, webhook, id));
          else if (decision.next !== undefined) writes.push(write(decision.next));
          return { writes: [...writes, ...writeTraces(tenant, decision)], result: decision.result };
        },
      });
      return applied.catch(refuseWithoutWebhook);
    },

    async listDueDeliveries(now, { perWebhook, total }) {
      // Webhooks beyond the first `total` have nothing older than what those have to offer.
      const webhooks = await engine.query(selectDueWebhooks(now, total));
      const due = await Promise.all(
        webhooks.map((row) =>
          engine.query(selectDueDeliveries(text(row, 'tenant'), text(row, 'id'), now, perWebhook)),
        ),
      );
      return inTurns(due.flat().map(toDelivery)).slice(0, total);
    },
  };
}
