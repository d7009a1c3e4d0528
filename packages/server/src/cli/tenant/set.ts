import type { AdminCommand } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { readTextFile } from '../frame/read-secret.ts';
import { readAssignments, readObject } from '../frame/read-values.ts';
import { UsageError } from '../frame/usage-error.ts';
import { showTenant } from './show-tenant.ts';

export const tenantSet: AdminCommand = {
  words: 'tenant set',
  summary:
    'change what a tenant wants: switches of its wires, messages, rates, retention, approvals',
  details: [
    'Each --set names a part of what tenant show --json prints, with dots between names. A value that is JSON is taken as that, everything else as text. Parts that are not named stay; the switches of a wire are replaced as a whole.',
    'Policy, looks and templates have commands of their own.',
  ],
  tenant: 'argument',
  args: [{ name: 'tenant', meaning: 'its id' }],
  options: [
    { flags: '--set <path=value>', meaning: 'one part; again for more', many: true },
    { flags: '--file <path>', meaning: 'a JSON object with the parts; - is stdin' },
  ],
  examples: [
    ['pintumbler tenant set acme --set messages.notices=false', 'sends no notices'],
    ['pintumbler tenant set acme --set approvals.policyWeakening=true', 'wants a second approver'],
    ['pintumbler tenant set acme --set rates.key=60000', 'requests a minute of each of its keys'],
    ['pintumbler tenant set acme --set auditRetentionDays=400', 'forgets the trail after that'],
  ],
  seeAlso: ['policy set', 'theme set', 'template set'],
  twins: ['PATCH /tenants/:tenant'],
  run: async ({ api, tenant, text, list }) => {
    const file = text('file');
    const change = {
      ...(file !== undefined && readObject('--file', readTextFile(file))),
      ...readAssignments(list('set')),
    };
    if (Object.keys(change).length === 0) throw new UsageError('Say what to change with --set.');
    return changed(await api.send('PATCH', tenant, change), showTenant);
  },
};
