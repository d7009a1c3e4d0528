import type { AdminCommand } from '../frame/admin-command.ts';
import { pathOf, WEBHOOK } from './webhook-command.ts';

export const webhookDelete: AdminCommand = {
  words: 'webhook delete',
  summary: 'remove a webhook with everything that waits for it',
  args: [WEBHOOK],
  asks: ([id]) => `Remove webhook ${id} with its deliveries?`,
  examples: [['pintumbler webhook delete 01a2 -t acme --yes', 'removes it without asking']],
  seeAlso: ['webhook change'],
  twins: ['DELETE /tenants/:tenant/webhooks/:id'],
  run: async (input) => {
    await input.api.send('DELETE', pathOf(input));
    return { json: { outcome: 'deleted' }, text: 'deleted.' };
  },
};
