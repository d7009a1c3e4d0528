import { Type } from 'typebox';
import { refuse } from '../answers.ts';
import { defineCall } from '../rest-call.ts';
import { isUuid } from '../wire-fields.ts';

export const deleteSubscription = defineCall({
  method: 'DELETE',
  path: '/v2/notifications/subscriptions/:id',
  summary: 'Remove a webhook with everything that waits for it',
  input: {},
  answers: { 204: Type.Null() },
  run: async ({ core, call, request }) => {
    const { id } = request.params;
    if (!isUuid(id)) return refuse(156009);
    await core.deleteWebhook(call, id);
    return { status: 204 };
  },
});
