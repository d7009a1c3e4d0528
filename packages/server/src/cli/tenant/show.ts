import type { AdminCommand } from '../frame/admin-command.ts';
import { showTenant } from './show-tenant.ts';

export const tenantShow: AdminCommand = {
  words: 'tenant show',
  summary: 'show a tenant',
  tenant: 'argument',
  args: [{ name: 'tenant', meaning: 'its id' }],
  examples: [
    ['pintumbler tenant show acme', 'shows name, state, switches and policy'],
    ['pintumbler tenant show acme --json', 'shows everything, looks and words included'],
  ],
  seeAlso: ['policy show', 'theme show', 'template show'],
  twins: ['GET /tenants/:tenant'],
  run: async ({ api, tenant }) => {
    const body = await api.get(tenant);
    return { json: body, text: showTenant(body) };
  },
};
