import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { REASON } from '../frame/options.ts';
import { fields } from '../show/table.ts';

export const recoveryApprove: AdminCommand = {
  words: 'recovery approve',
  summary: 'vouch for somebody who started a recovery by staff',
  details: ['Do so only when you know who is asking: a new PIN follows, without the old one.'],
  args: [{ name: 'recovery', meaning: 'its id' }],
  options: [REASON],
  asks: ([id]) => `Vouch for whoever started recovery ${id}?`,
  examples: [
    ['pintumbler recovery approve 01a2 -t acme --reason "passport seen"', 'lets it be completed'],
  ],
  seeAlso: ['unlock', 'subject timeline'],
  twins: ['POST /tenants/:tenant/recoveries/:id/approve'],
  run: async ({ api, tenant, args: [id = ''], text }) => {
    const path = `${tenant}/recoveries/${segment(id)}/approve`;
    const body = await api.send('POST', path, { reason: text('reason') });
    return { json: body, text: fields(Object.entries(body)) };
  },
};
