import { type Body, segment } from '../frame/admin-client.ts';
import type { Input, OptionSpec } from '../frame/admin-command.ts';
import { fields } from '../show/table.ts';

export const WEBHOOK = { name: 'webhook', meaning: 'its id' } as const;

export const WEBHOOK_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--event <name>',
    meaning: '*, a family such as pin.*, or one event; again for more',
    many: true,
  },
  { flags: '--name <text>', meaning: 'what to call it' },
];

/** Path of the webhook a command is about. */
export function pathOf({ tenant, args: [id = ''] }: Pick<Input, 'tenant' | 'args'>): string {
  return `${tenant}/webhooks/${segment(id)}`;
}

/** What was said about a webhook, in the words of the admin API. */
export function readWebhook({ text, list }: Input) {
  const name = text('name');
  const url = text('url');
  const events = list('event');
  return {
    ...(url !== undefined && { url }),
    ...(name !== undefined && { name }),
    ...(events.length > 0 && { events }),
  };
}

export function showWebhook(body: Body): string {
  return fields(Object.entries(body));
}
