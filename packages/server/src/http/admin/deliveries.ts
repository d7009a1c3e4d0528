import { Type } from 'typebox';
import { DELIVERY_STATES, type Delivery } from '../../core/model/webhook.ts';
import { oneOf, told } from '../../dialects/answer-parts.ts';
import { delivery, deliveryBody } from '../../dialects/webhook-body.ts';
import { type AdminRoute, tenantRoute } from './admin-route.ts';
import { object } from './fields.ts';
import { cursorReader, LIMIT_DEFAULT, next, paging, writeCursor } from './paging.ts';
import { found } from './webhooks.ts';

const readCursor = cursorReader(
  Type.Tuple([Type.Integer({ minimum: 0 }), Type.String({ maxLength: 128 })]),
);

/** What was sent to a webhook, and what became of it. */
export const DELIVERY_ROUTES: readonly AdminRoute[] = [
  tenantRoute({
    method: 'GET',
    path: '/webhooks/:id/deliveries',
    summary: 'The delivery log of a webhook, newest first',
    body: object({}),
    query: object({ state: Type.Optional(oneOf(DELIVERY_STATES)), ...paging }),
    answers: { 200: told({ deliveries: Type.Array(delivery), next }) },
    run: async (core, call, { params, query: { state, limit = LIMIT_DEFAULT, cursor } }) => {
      const { id: webhook, theirs } = await found(core, call, params);
      const [createdAt, id] = readCursor(cursor) ?? [];
      const deliveries = await core.listDeliveries(theirs, {
        ...{ webhook, limit: limit + 1, ...(state && { state }) },
        ...(createdAt !== undefined && id !== undefined && { after: { createdAt, id } }),
      });
      const shown = deliveries.slice(0, limit);
      const last = deliveries.length > limit ? shown.at(-1) : undefined;
      const end = last === undefined ? null : writeCursor([last.createdAt, last.id]);
      return { status: 200, body: { deliveries: shown.map(deliveryBody), next: end } };
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/webhooks/:id/deliveries/:delivery/replay',
    summary: 'Send a notice once more, under its old id',
    body: object({}),
    answers: { 202: delivery },
    run: async (core, call, { params }) => {
      const { id: webhook, theirs } = await found(core, call, params);
      const replay = { webhook, delivery: params['delivery'] ?? '' };
      return accepted(await core.replayDelivery(theirs, replay));
    },
  }),
  tenantRoute({
    method: 'POST',
    path: '/webhooks/:id/test',
    summary: 'Send a test notice to this webhook alone',
    body: object({}),
    answers: { 202: delivery },
    run: async (core, call, { params }) => {
      const { id, theirs } = await found(core, call, params);
      return accepted(await core.testWebhook(theirs, id));
    },
  }),
];

function accepted(delivery: Delivery) {
  return { status: 202, body: deliveryBody(delivery) };
}
