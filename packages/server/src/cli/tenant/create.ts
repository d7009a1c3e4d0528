import type { AdminCommand } from '../frame/admin-command.ts';
import { showTenant } from './show-tenant.ts';

export const tenantCreate: AdminCommand = {
  words: 'tenant create',
  summary: 'make a tenant and its first native API key',
  details: ['The key is shown only here. Whoever has it speaks for the whole tenant.'],
  tenant: 'none',
  args: [{ name: 'id', meaning: 'small letters, digits and dashes' }],
  options: [{ flags: '--name <text>', meaning: 'what people call it', required: true }],
  examples: [['pintumbler tenant create acme --name "Acme Bank"', 'makes acme and prints its key']],
  seeAlso: ['key create', 'policy set'],
  twins: ['POST /tenants'],
  run: async ({ api, args: [id = ''], text }) => {
    const body = await api.send('POST', '/tenants', { id, name: text('name') });
    return { json: body, text: showTenant(body) };
  },
};
