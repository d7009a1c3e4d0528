import { ok, refuse } from '../answers.ts';
import { defineCall } from '../rest-call.ts';
import { subscription } from '../subscription.ts';
import { notificationSubscription } from '../wire-answers.ts';
import { isUuid } from '../wire-fields.ts';

export const getSubscription = defineCall({
  method: 'GET',
  path: '/v2/notifications/subscriptions/:id',
  summary: 'Read a webhook',
  input: {},
  answers: { 200: notificationSubscription },
  run: async ({ core, call, request }) => {
    const { id } = request.params;
    return isUuid(id) ? ok(subscription(await core.readWebhook(call, id))) : refuse(156009);
  },
});
