import { ok, refuse } from '../answers.ts';
import { toIso } from '../iso-date.ts';
import { defineCall } from '../rest-call.ts';
import { notificationKey } from '../wire-answers.ts';

/** The id is that of `X-Circle-Key-Id`, though the SDK's typings name it otherwise (w3s 3.2). */
export const getNotificationSignature = defineCall({
  method: 'GET',
  path: '/v2/notifications/publicKey/:keyId',
  summary: 'Read the key that deliveries are verified with',
  input: {},
  answers: { 200: notificationKey },
  run: async ({ core, call: { tenant }, request }) => {
    const key = await core.webhookKey({ tenant: tenant.id, signature: 'circle' });
    if (key?.id !== request.params['keyId']) return refuse(404);
    // The key is derived, and has been the same for as long as there is the tenant.
    return ok({ ...key, createDate: toIso(tenant.createdAt) });
  },
});
