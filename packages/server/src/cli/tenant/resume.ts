import type { AdminCommand } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { showTenant } from './show-tenant.ts';

export const tenantResume: AdminCommand = {
  words: 'tenant resume',
  summary: 'let the keys of a suspended tenant work again',
  tenant: 'argument',
  args: [{ name: 'tenant', meaning: 'its id' }],
  examples: [['pintumbler tenant resume acme', 'lets its callers in again']],
  seeAlso: ['tenant suspend', 'subject suspend'],
  twins: ['PATCH /tenants/:tenant'],
  run: async ({ api, tenant }) =>
    changed(await api.send('PATCH', tenant, { suspended: false }), showTenant),
};
