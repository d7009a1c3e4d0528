import type { AdminCommand } from '../frame/admin-command.ts';
import { readWebhook, showWebhook, WEBHOOK_OPTIONS } from './webhook-command.ts';

export const webhookCreate: AdminCommand = {
  words: 'webhook create',
  summary: 'have events sent to an address, signed as Standard Webhooks',
  details: ['The secret is printed once: whoever has it can sign as this server does.'],
  options: [
    { flags: '--url <address>', meaning: 'where to send them', required: true },
    ...WEBHOOK_OPTIONS,
    { flags: '--signature <kind>', meaning: 'hmac without it', choices: ['hmac', 'ed25519'] },
  ],
  examples: [
    [
      'pintumbler webhook create -t acme --url https://ops.example/hook --event "pin.*"',
      'tells it all about PINs',
    ],
  ],
  seeAlso: ['webhook test', 'webhook list'],
  twins: ['POST /tenants/:tenant/webhooks'],
  run: async (input) => {
    const signature = input.text('signature');
    const wanted = { ...readWebhook(input), ...(signature !== undefined && { signature }) };
    const body = await input.api.send('POST', `${input.tenant}/webhooks`, wanted);
    return { json: body, text: showWebhook(body) };
  },
};
