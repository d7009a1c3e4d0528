import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';

export const keyList: AdminCommand = {
  words: 'key list',
  summary: "list the keys of a tenant's callers, and the clients its staff made",
  details: ['Secrets are shown once, when a key is made, and never again.'],
  examples: [['pintumbler key list -t acme', 'shows all, revoked ones too']],
  seeAlso: ['key create', 'key revoke'],
  twins: ['GET /tenants/:tenant/keys'],
  run: async ({ api, tenant }) => {
    const body = await api.get(`${tenant}/keys`);
    const columns = ['id', 'dialect', 'name', 'createdAt', 'revokedAt'];
    return { json: body, text: table(rowsOf(body, 'keys'), columns) };
  },
};
