import type { Body } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { changed } from '../frame/approval.ts';
import { UsageError } from '../frame/usage-error.ts';
import { POLICY_OPTIONS, readPolicyChange } from './policy-options.ts';
import { showPolicy } from './show-policy.ts';

export const policySet: AdminCommand = {
  words: 'policy set',
  summary: 'change what a tenant demands of PINs, and how many guesses it grants',
  details: [
    'Rules for PINs apply to those set from now on, budgets and locks from the next attempt on. What is not named stays as it is.',
    'policy preview with the same options says before what a change would mean. Where the tenant wants it, somebody else has to approve a change that makes the policy weaker.',
  ],
  options: POLICY_OPTIONS,
  examples: [
    ['pintumbler policy set -t acme --min-length 6', 'wants six digits of new PINs'],
    ['pintumbler policy set -t acme --attempts 3 --locks 300,3600', 'locks earlier and longer'],
    ['pintumbler policy set -t acme --rolling 5/86400', 'grants five wrong tries in a day'],
  ],
  seeAlso: ['policy preview', 'policy show', 'approval list'],
  twins: ['PATCH /tenants/:tenant'],
  run: async ({ api, tenant, text }) => {
    const policy = readPolicyChange({ text });
    if (Object.keys(policy).length === 0) throw new UsageError('Say what to change: see --help.');
    const body = await api.send('PATCH', tenant, { policy });
    return changed(body, (after) => showPolicy((after['policy'] ?? {}) as Body));
  },
};
