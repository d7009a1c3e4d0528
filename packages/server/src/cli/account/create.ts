import type { AdminCommand } from '../frame/admin-command.ts';
import { readSecret } from '../frame/read-secret.ts';
import { ACCOUNT, accountReport, PASSWORD_FILE, ROLES } from './account-options.ts';

export const accountCreate: AdminCommand = {
  words: 'account create',
  summary: 'make an account for an operator, with a first password to be handed over',
  details: [
    'Owners may do everything, operators all but accounts, tenants and keys, auditors only look.',
    'The password is typed, or read from a file; never given as an argument.',
  ],
  tenant: 'none',
  args: [ACCOUNT],
  options: [
    { flags: '--role <name>', meaning: 'what it may do', choices: ROLES, required: true },
    PASSWORD_FILE,
  ],
  examples: [['pintumbler account create bea --role operator', 'asks for her first password']],
  seeAlso: ['account change', 'account list'],
  twins: ['POST /accounts'],
  run: async (input) => {
    const password = await readSecret(input, 'password-file', 'First password');
    const wanted = { name: input.args[0], role: input.text('role'), password };
    return accountReport(await input.api.send('POST', '/accounts', wanted));
  },
};
