import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { fields } from '../show/table.ts';

export const keyRevoke: AdminCommand = {
  words: 'key revoke',
  summary: 'revoke a key, or a client that staff made, at once and for good',
  args: [{ name: 'id', meaning: 'of the key' }],
  asks: ([id]) => `Revoke ${id} for good? Whoever uses it is refused from now on.`,
  examples: [['pintumbler key revoke 01a1fa70113d -t acme --yes', 'revokes it without asking']],
  seeAlso: ['key list', 'key create'],
  twins: ['DELETE /tenants/:tenant/keys/:id'],
  run: async ({ api, tenant, args: [id = ''] }) => {
    const body = await api.send('DELETE', `${tenant}/keys/${segment(id)}`);
    return { json: body, text: fields(Object.entries(body)) };
  },
};
