import { ok, refuse } from '../answers.ts';
import { flag, optional, text } from '../fields.ts';
import { defineCall } from '../rest-call.ts';
import { subscription } from '../subscription.ts';
import { notificationSubscription } from '../wire-answers.ts';
import { isUuid } from '../wire-fields.ts';

const input = { name: optional(text(1, 200)), enabled: optional(flag) };

/**
 * One that is switched on again is asked and tested like a new one (w3s 9). A new name is taken
 * whatever the endpoint says: it may be down.
 */
export const updateSubscription = defineCall({
  method: 'PATCH',
  path: '/v2/notifications/subscriptions/:id',
  summary: 'Rename a webhook, or switch it on or off',
  input,
  answers: { 200: notificationSubscription },
  run: async ({ core, call, request, input: { name, enabled } }) => {
    const { id } = request.params;
    if (!isUuid(id)) return refuse(156009);
    const current = await core.readWebhook(call, id);
    const revived = enabled === true && !current.enabled;
    const changed = await core.changeWebhook(call, {
      id,
      ...(name !== undefined && { name }),
      ...(enabled !== undefined && { enabled }),
      ...(revived && { url: current.url, check: true }),
    });
    if (revived) await core.testWebhook(call, id);
    return ok(subscription(changed));
  },
});
