import type { AdminCommand } from '../frame/admin-command.ts';
import { PURPOSE } from '../frame/options.ts';
import { readSecret } from '../frame/read-secret.ts';
import { cell } from '../show/table.ts';
import { pathOf, SUBJECT } from './subject-command.ts';

export const subjectImportHash: AdminCommand = {
  words: 'subject import-hash',
  summary: 'put the hash of a PIN from another system in force',
  details: ['Argon2, bcrypt, scrypt and PBKDF2; the guide to importing hashes has the forms.'],
  args: [SUBJECT],
  options: [
    { flags: '--hash-file <path>', meaning: 'file that holds it; - is stdin', required: true },
    PURPOSE,
    { flags: '--must-change', meaning: 'the PIN has to be changed at its next use' },
    { flags: '--replace', meaning: 'in place of the PIN there is' },
  ],
  examples: [['pintumbler subject import-hash ann -t acme --hash-file ann.hash', 'takes it over']],
  seeAlso: ['import'],
  twins: ['PUT /tenants/:tenant/subjects/:id/pin-hash'],
  run: async (input) => {
    const hash = (await readSecret(input, 'hash-file', 'Hash')).trim();
    const purpose = input.text('purpose');
    const body = await input.api.send('PUT', `${pathOf(input)}/pin-hash`, {
      ...{ hash, mustChange: input.flag('must-change'), replace: input.flag('replace') },
      ...(purpose !== undefined && { purpose }),
    });
    return { json: body, text: `${cell(body['outcome'])}.` };
  },
};
