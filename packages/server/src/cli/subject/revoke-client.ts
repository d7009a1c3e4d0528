import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { fields } from '../show/table.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectRevokeClient: AdminCommand = {
  words: 'subject revoke-client',
  summary: "revoke one of a person's clients at once and for good: a lost phone",
  args: [SUBJECT, { name: 'client', meaning: 'its id, as subject clients shows it' }],
  asks: ([id, client]) => `Revoke client ${client} of ${id} for good?`,
  examples: [['pintumbler subject revoke-client ann 5e1f -t acme --yes', 'revokes it, unasked']],
  seeAlso: ['subject clients', 'subject remove-device'],
  twins: ['DELETE /tenants/:tenant/subjects/:id/clients/:client'],
  run: async (input) => {
    const path = `${pathOf(input)}/clients/${segment(input.args[1] ?? '')}`;
    const body = await input.api.send('DELETE', path);
    return { json: body, text: fields(Object.entries(body)) };
  },
};
