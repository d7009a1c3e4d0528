import { Fault } from '../../../core/fault.ts';
import type { Delivery } from '../../../core/model/webhook.ts';
import { deliveryBody } from '../../webhook-body.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

export const listDeliveries = nativeRoute({
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  summary: 'The delivery log of a webhook, newest first',
  body: object({}),
  decode: ({ params, query }) => ({
    webhook: params['id'] ?? '',
    limit: readLimit(query['limit']),
  }),
  run: (core, call, query) => core.listDeliveries(call, query),
  encode: (deliveries: readonly Delivery[]) => ok({ deliveries: deliveries.map(deliveryBody) }),
});

export const replayDelivery = nativeRoute({
  method: 'POST',
  path: '/webhooks/:id/deliveries/:delivery/replay',
  summary: 'Send a notice once more, under its old id',
  body: object({}),
  decode: ({ params }) => ({ webhook: params['id'] ?? '', delivery: params['delivery'] ?? '' }),
  run: (core, call, command) => core.replayDelivery(call, command),
  encode: accepted,
});

export const testWebhook = nativeRoute({
  method: 'POST',
  path: '/webhooks/:id/test',
  summary: 'Send a test notice to this webhook alone',
  body: object({}),
  decode: ({ params }) => params['id'] ?? '',
  run: (core, call, id) => core.testWebhook(call, id),
  encode: accepted,
});

function accepted(delivery: Delivery) {
  return { status: 202, body: deliveryBody(delivery) };
}

function readLimit(text: unknown): number {
  if (text === undefined) return LIMIT_DEFAULT;
  const limit = typeof text === 'string' && /^[0-9]{1,3}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= LIMIT_MAX) return limit;
  throw new Fault('request_malformed', `limit must be a whole number from 1 to ${LIMIT_MAX}.`);
}
