import type { Body, Row } from '../frame/admin-client.ts';
import type { AdminCommand } from '../frame/admin-command.ts';
import { fields, table } from '../show/table.ts';

export const templateShow: AdminCommand = {
  words: 'template show',
  summary: 'show the words a tenant has put in place of ours, and how often codes are sent',
  examples: [['pintumbler template show -t acme', 'shows its own templates']],
  seeAlso: ['template set', 'template remove', 'message list'],
  twins: ['GET /tenants/:tenant'],
  run: async ({ api, tenant }) => {
    const messages = ((await api.get(tenant))['messages'] ?? {}) as Body;
    const { templates, ...rest } = messages;
    const text = [
      fields(Object.entries(rest)),
      table(rowsOf(templates), ['template', 'language', 'subject', 'text'], 'All words are ours.'),
    ].join('\n\n');
    return { json: messages, text };
  },
};

function rowsOf(templates: unknown): readonly Row[] {
  const all = (templates ?? {}) as Record<string, Record<string, object>>;
  return Object.entries(all).flatMap(([template, words]) =>
    Object.entries(words).map(([language, text]) => ({ template, language, ...text })),
  );
}
