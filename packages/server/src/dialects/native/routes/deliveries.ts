import { Type } from 'typebox';
import type { Delivery } from '../../../core/model/webhook.ts';
import { delivery, deliveryBody } from '../../webhook-body.ts';
import { deliveries } from '../answer-bodies.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

export const listDeliveries = nativeRoute({
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  group: 'Webhooks',
  summary: 'The delivery log of a webhook, newest first',
  body: object({}),
  query: object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMIT_MAX })) }),
  answers: { 200: deliveries },
  decode: ({ params, query }) => ({
    webhook: params['id'] ?? '',
    limit: query.limit ?? LIMIT_DEFAULT,
  }),
  run: (core, call, query) => core.listDeliveries(call, query),
  encode: (deliveries: readonly Delivery[]) => ok({ deliveries: deliveries.map(deliveryBody) }),
});

export const replayDelivery = nativeRoute({
  method: 'POST',
  path: '/webhooks/:id/deliveries/:delivery/replay',
  group: 'Webhooks',
  summary: 'Send a notice once more, under its old id',
  body: object({}),
  answers: { 202: delivery },
  decode: ({ params }) => ({ webhook: params['id'] ?? '', delivery: params['delivery'] ?? '' }),
  run: (core, call, command) => core.replayDelivery(call, command),
  encode: accepted,
});

export const testWebhook = nativeRoute({
  method: 'POST',
  path: '/webhooks/:id/test',
  group: 'Webhooks',
  summary: 'Send a test notice to this webhook alone',
  body: object({}),
  answers: { 202: delivery },
  decode: ({ params }) => params['id'] ?? '',
  run: (core, call, id) => core.testWebhook(call, id),
  encode: accepted,
});

function accepted(delivery: Delivery) {
  return { status: 202 as const, body: deliveryBody(delivery) };
}
