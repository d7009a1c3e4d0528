import type { AdminCommand } from '../frame/admin-command.ts';
import { readSwitch } from '../frame/read-values.ts';
import { UsageError } from '../frame/usage-error.ts';
import { pathOf, readWebhook, showWebhook, WEBHOOK, WEBHOOK_OPTIONS } from './webhook-command.ts';

export const webhookChange: AdminCommand = {
  words: 'webhook change',
  summary: 'change address, events or name of a webhook, or switch it off and on',
  args: [WEBHOOK],
  options: [
    { flags: '--url <address>', meaning: 'where to send events from now on' },
    ...WEBHOOK_OPTIONS,
    { flags: '--enabled <on|off>', meaning: 'whether anything is sent' },
  ],
  examples: [['pintumbler webhook change 01a2 -t acme --enabled off', 'sends nothing to it']],
  seeAlso: ['webhook show', 'webhook delete'],
  twins: ['PATCH /tenants/:tenant/webhooks/:id'],
  run: async (input) => {
    const enabled = readSwitch('enabled', input.text('enabled'));
    const change = { ...readWebhook(input), ...(enabled !== undefined && { enabled }) };
    if (Object.keys(change).length === 0) throw new UsageError('Say what to change: see --help.');
    const body = await input.api.send('PATCH', pathOf(input), change);
    return { json: body, text: showWebhook(body) };
  },
};
