import type { Body } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { showPolicy } from './show-policy.ts';

export const policyShow: AdminCommand = {
  words: 'policy show',
  summary: 'show what a tenant demands of PINs, and how many guesses it grants',
  examples: [['pintumbler policy show --tenant acme', 'shows every part of it']],
  seeAlso: ['policy set', 'policy preview'],
  twins: ['GET /tenants/:tenant'],
  run: async ({ api, tenant }) => {
    const policy = ((await api.get(tenant))['policy'] ?? {}) as Body;
    return { json: policy, text: showPolicy(policy) };
  },
};
