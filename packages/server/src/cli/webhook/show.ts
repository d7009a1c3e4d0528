import type { AdminCommand } from '../frame/admin-command.ts';
import { pathOf, showWebhook, WEBHOOK } from './webhook-command.ts';

export const webhookShow: AdminCommand = {
  words: 'webhook show',
  summary: 'show one webhook',
  args: [WEBHOOK],
  examples: [['pintumbler webhook show 01a2 -t acme', 'shows address, events and public key']],
  seeAlso: ['webhook list', 'webhook deliveries'],
  twins: ['GET /tenants/:tenant/webhooks/:id'],
  run: async (input) => {
    const body = await input.api.get(pathOf(input));
    return { json: body, text: showWebhook(body) };
  },
};
