import type { AdminCommand } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { showTenant } from './show-tenant.ts';

export const tenantSuspend: AdminCommand = {
  words: 'tenant suspend',
  summary: 'stop all keys of a tenant at once, until it is resumed',
  tenant: 'argument',
  args: [{ name: 'tenant', meaning: 'its id' }],
  asks: ([id]) => `Suspend ${id}? Its callers are refused from now on.`,
  examples: [['pintumbler tenant suspend acme', 'refuses all its callers']],
  seeAlso: ['tenant resume', 'subject suspend'],
  twins: ['PATCH /tenants/:tenant'],
  run: async ({ api, tenant }) =>
    changed(await api.send('PATCH', tenant, { suspended: true }), showTenant),
};
