import type { AdminCommand } from '../frame/admin-command.ts';
import { ALL, CURSOR, LIMIT } from '../frame/options.ts';
import { listPages } from '../frame/pages.ts';
import { type Column, table } from '../show/table.ts';
import { pathOf, WEBHOOK } from './webhook-command.ts';

/** How a delivery is shown, alone and in a list. */
export const DELIVERY: readonly Column[] = [
  ...['id', 'type', 'subject', 'state', 'tries', 'lastStatus', 'lastError'],
  ...['createdAt', 'nextAt', 'settledAt'],
];

export const webhookDeliveries: AdminCommand = {
  words: 'webhook deliveries',
  summary: 'show what was sent to a webhook, and what became of it',
  args: [WEBHOOK],
  options: [
    { flags: '--state <name>', meaning: 'only these', choices: ['waiting', 'delivered', 'dead'] },
    LIMIT,
    CURSOR,
    ALL,
  ],
  examples: [
    ['pintumbler webhook deliveries 01a2 -t acme --state dead', 'shows what was given up'],
  ],
  seeAlso: ['webhook replay'],
  twins: ['GET /tenants/:tenant/webhooks/:id/deliveries'],
  run: (input) =>
    listPages(input, {
      path: `${pathOf(input)}/deliveries`,
      name: 'deliveries',
      query: { state: input.text('state') },
      show: (rows) => table(rows, DELIVERY),
    }),
};
