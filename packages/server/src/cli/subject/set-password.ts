import type { AdminCommand } from '../frame/admin-command.ts';
import { readSecret } from '../frame/read-secret.ts';
import { cell } from '../show/table.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectSetPassword: AdminCommand = {
  words: 'subject set-password',
  summary: 'give a person a password for the wires that want one, to be changed at its first use',
  details: ['The password is typed, or read from a file; never given as an argument.'],
  args: [SUBJECT],
  options: [
    { flags: '--password-file <path>', meaning: 'file that holds it; - is stdin' },
    { flags: '--keep', meaning: 'it need not be changed' },
  ],
  examples: [['pintumbler subject set-password ann -t acme', 'asks for it on the terminal']],
  seeAlso: ['subject unlock-password'],
  twins: ['PUT /tenants/:tenant/subjects/:id/password'],
  run: async (input) => {
    const password = await readSecret(input, 'password-file', 'New password');
    const command = { password, mustChange: !input.flag('keep') };
    const body = await input.api.send('PUT', `${pathOf(input)}/password`, command);
    const { outcome, rule } = body;
    const text = rule === undefined ? `${cell(outcome)}.` : `${cell(outcome)}: ${cell(rule)}.`;
    return { json: body, text, failed: outcome !== 'set' && outcome !== 'changed' };
  },
};
