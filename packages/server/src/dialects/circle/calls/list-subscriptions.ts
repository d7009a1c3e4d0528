import { Type } from 'typebox';
import { ok } from '../answers.ts';
import { defineCall } from '../rest-call.ts';
import { subscription } from '../subscription.ts';
import { notificationSubscription } from '../wire-answers.ts';

/** A bare list, without a name around it (w3s 10.1). */
export const listSubscriptions = defineCall({
  method: 'GET',
  path: '/v2/notifications/subscriptions',
  summary: 'List the webhooks',
  input: {},
  answers: { 200: Type.Array(notificationSubscription) },
  run: async ({ core, call }) => ok((await core.listWebhooks(call)).map(subscription)),
});
