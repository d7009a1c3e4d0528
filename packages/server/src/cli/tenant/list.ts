import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';

export const tenantList: AdminCommand = {
  words: 'tenant list',
  summary: 'list the tenants',
  tenant: 'none',
  examples: [['pintumbler tenant list', 'shows all of them, suspended ones too']],
  seeAlso: ['tenant show', 'tenant create'],
  twins: ['GET /tenants'],
  run: async ({ api }) => {
    const body = await api.get('/tenants');
    const columns = ['id', 'name', 'suspended', 'createdAt'];
    return { json: body, text: table(rowsOf(body, 'tenants'), columns) };
  },
};
