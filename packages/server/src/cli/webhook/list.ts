import { rowsOf } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { table } from '../show/table.ts';

export const webhookList: AdminCommand = {
  words: 'webhook list',
  summary: "list a tenant's webhooks, of every wire",
  examples: [['pintumbler webhook list -t acme', 'shows where events go']],
  seeAlso: ['webhook create', 'webhook deliveries'],
  twins: ['GET /tenants/:tenant/webhooks'],
  run: async ({ api, tenant }) => {
    const body = await api.get(`${tenant}/webhooks`);
    const columns = ['id', 'dialect', 'name', 'url', 'events', 'enabled', 'signature'];
    return { json: body, text: table(rowsOf(body, 'webhooks'), columns) };
  },
};
