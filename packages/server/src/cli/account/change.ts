import { segment } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { readSecret } from '../frame/read-secret.ts';
import { readSwitch } from '../frame/read-values.ts';
import { UsageError } from '../frame/usage-error.ts';
import { ACCOUNT, accountReport, PASSWORD_FILE, ROLES } from './account-options.ts';

export const accountChange: AdminCommand = {
  words: 'account change',
  summary: 'change role or access of an operator, or give them a new password',
  tenant: 'none',
  args: [ACCOUNT],
  options: [
    { flags: '--role <name>', meaning: 'what it may do', choices: ROLES },
    { flags: '--disabled <on|off>', meaning: 'on: nobody can sign in with it' },
    { flags: '--new-password', meaning: 'asks for one on the terminal' },
    PASSWORD_FILE,
  ],
  examples: [
    ['pintumbler account change bea --disabled on', 'ends her sessions and lets her in no more'],
    ['pintumbler account change bea --role auditor', 'lets her only look'],
  ],
  seeAlso: ['account unlock', 'account list'],
  twins: ['PATCH /accounts/:name'],
  run: async (input) => {
    const role = input.text('role');
    const disabled = readSwitch('disabled', input.text('disabled'));
    const renew = input.flag('new-password') || input.text('password-file') !== undefined;
    const change = {
      ...(role !== undefined && { role }),
      ...(disabled !== undefined && { disabled }),
      ...(renew && { password: await readSecret(input, 'password-file', 'New password') }),
    };
    if (Object.keys(change).length === 0) throw new UsageError('Say what to change: see --help.');
    const path = `/accounts/${segment(input.args[0] ?? '')}`;
    return accountReport(await input.api.send('PATCH', path, change));
  },
};
