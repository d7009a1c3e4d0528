import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { REASON } from '../frame/options.ts';
import { cell } from '../show/table.ts';
import { ACCOUNT } from './account-options.ts';

export const accountUnlock: AdminCommand = {
  words: 'account unlock',
  summary: 'give an operator fresh guesses at the password',
  tenant: 'none',
  args: [ACCOUNT],
  options: [REASON],
  examples: [['pintumbler account unlock bea --reason "stood at my desk"', 'lets her try again']],
  seeAlso: ['account change', 'unlock'],
  twins: ['POST /accounts/:name/unlock'],
  run: async ({ api, args: [name = ''], text }) => {
    const path = `/accounts/${segment(name)}/unlock`;
    const body = await api.send('POST', path, { reason: text('reason') });
    return { json: body, text: `${cell(body['outcome'])}.` };
  },
};
