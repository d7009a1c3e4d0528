import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';
import { DELIVERY } from './deliveries.ts';
import { pathOf, WEBHOOK } from './webhook-command.ts';

export const webhookTest: AdminCommand = {
  words: 'webhook test',
  summary: 'send a test notice to one webhook',
  args: [WEBHOOK],
  examples: [
    ['pintumbler webhook test 01a2 -t acme', 'sends webhook.test; deliveries tell the rest'],
  ],
  seeAlso: ['webhook deliveries'],
  twins: ['POST /tenants/:tenant/webhooks/:id/test'],
  run: async (input) => {
    const body = await input.api.send('POST', `${pathOf(input)}/test`);
    return { json: body, text: table([body], DELIVERY) };
  },
};
