import type { AdminCommand } from '../frame/admin-command.ts';
import { changeTemplate } from './template-change.ts';

export const templateRemove: AdminCommand = {
  words: 'template remove',
  summary: "take a tenant's own words back; ours are used again",
  args: [{ name: 'template', meaning: 'its name' }],
  options: [{ flags: '--language <code>', meaning: 'in this one only; in all without it' }],
  asks: ([name]) => `Take back the words of ${name}?`,
  examples: [
    ['pintumbler template remove pin_changed -t acme --yes', 'uses ours in every language'],
  ],
  seeAlso: ['template show', 'template set'],
  twins: ['PATCH /tenants/:tenant'],
  run: async (input) => {
    const language = input.text('language');
    const body = await changeTemplate(input, input.args[0] ?? '', (words) => {
      if (language === undefined) return {};
      const { [language]: _removed, ...others } = words;
      return others;
    });
    return { json: body, text: 'removed.' };
  },
};
