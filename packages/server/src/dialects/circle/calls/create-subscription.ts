import { created } from '../answers.ts';
import { optional, text } from '../fields.ts';
import { notificationTypes, wantedTypes } from '../notification-types.ts';
import { defineCall } from '../rest-call.ts';
import { subscription } from '../subscription.ts';
import { notificationSubscription } from '../wire-answers.ts';

/** The name is ours to choose (w3s 9); it can be changed. */
const NAME = 'Webhook';

const input = { endpoint: text(1, 2048), notificationTypes: optional(notificationTypes) };

/** Asks the endpoint first, then sends it a test (w3s 9). */
export const createSubscription = defineCall({
  method: 'POST',
  path: '/v2/notifications/subscriptions',
  summary: 'Be told by webhook what becomes of challenges',
  input,
  answers: { 201: notificationSubscription },
  run: async ({ core, call, input: { endpoint, notificationTypes: types } }) => {
    const webhook = await core.createWebhook(call, {
      name: NAME,
      url: endpoint,
      events: wantedTypes(types),
      signature: 'circle',
      check: true,
    });
    await core.testWebhook(call, webhook.id);
    return created(subscription(webhook));
  },
});
