import type { AdminCommand } from '../frame/admin-command.ts';
import { readTextFile } from '../frame/read-secret.ts';
import { UsageError } from '../frame/usage-error.ts';
import { fields } from '../show/table.ts';
import { changeTemplate } from './template-change.ts';

export const templateSet: AdminCommand = {
  words: 'template set',
  summary: "put a tenant's own words in place of ours, in one language",
  details: ['{code}, {tenant}, {minutes} and {time} are filled in, where the template has them.'],
  args: [{ name: 'template', meaning: 'its name, as message list shows it' }],
  options: [
    { flags: '--language <code>', meaning: 'en, es, fr, sw or ar', required: true },
    { flags: '--subject <text>', meaning: 'of a mail', required: true },
    { flags: '--text <text>', meaning: 'of mail and text message' },
    { flags: '--text-file <path>', meaning: 'a file that holds it; - is stdin' },
  ],
  examples: [
    [
      'pintumbler template set pin_changed -t acme --language en --subject "Your PIN" --text "It was changed at {time}."',
      'replaces the notice of a changed PIN',
    ],
  ],
  seeAlso: ['template show', 'template remove'],
  twins: ['PATCH /tenants/:tenant'],
  run: async (input) => {
    const { args: [name = ''] = [], text } = input;
    const file = text('text-file');
    const words = text('text') ?? (file === undefined ? undefined : readTextFile(file).trimEnd());
    if (words === undefined) throw new UsageError('Give the words with --text or --text-file.');
    const told = { subject: text('subject') ?? '', text: words };
    const language = text('language') ?? '';
    await changeTemplate(input, name, (others) => ({ ...others, [language]: told }));
    return { json: { template: name, language, ...told }, text: fields(Object.entries(told)) };
  },
};
