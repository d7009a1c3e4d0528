import { type Row, segment } from '../frame/admin-client.ts';
import type { AdminCommand, Input } from '../frame/admin-command.ts';
import { listPages } from '../frame/pages.ts';
import { UsageError } from '../frame/usage-error.ts';
import { table } from '../show/table.ts';
import { DELIVERY } from './deliveries.ts';
import { pathOf, WEBHOOK } from './webhook-command.ts';

export const webhookReplay: AdminCommand = {
  words: 'webhook replay',
  summary: 'send deliveries once more, under their old ids',
  args: [WEBHOOK, { name: 'delivery', meaning: 'ids of deliveries', optional: true, many: true }],
  options: [{ flags: '--dead', meaning: 'all that were given up' }],
  examples: [
    ['pintumbler webhook replay 01a2 01a3 -t acme', 'sends one delivery again'],
    ['pintumbler webhook replay 01a2 --dead -t acme', 'sends all dead ones again'],
  ],
  seeAlso: ['webhook deliveries', 'webhook test'],
  twins: ['POST /tenants/:tenant/webhooks/:id/deliveries/:delivery/replay'],
  run: async (input) => {
    const ids = [...input.args.slice(1), ...(input.flag('dead') ? await deadOnes(input) : [])];
    if (ids.length === 0 && !input.flag('dead')) throw new UsageError('Say which, or --dead.');
    const deliveries: Row[] = [];
    for (const id of ids) {
      input.terminal.progress('replaying', deliveries.length, ids.length);
      const path = `${pathOf(input)}/deliveries/${segment(id)}/replay`;
      deliveries.push(await input.api.send('POST', path));
    }
    input.terminal.endProgress();
    return { json: { deliveries }, text: table(deliveries, DELIVERY, 'None was given up.') };
  },
};

async function deadOnes(input: Input): Promise<readonly string[]> {
  const all: Input = { ...input, flag: (option) => option === 'all' || input.flag(option) };
  const { json } = await listPages(all, {
    path: `${pathOf(input)}/deliveries`,
    name: 'deliveries',
    query: { state: 'dead' },
    show: () => '',
  });
  return (json as { deliveries: readonly Row[] }).deliveries.map(({ id }) => String(id));
}
