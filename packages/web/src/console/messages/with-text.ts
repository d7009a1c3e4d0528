import type { MessageText, Templates } from '../api/messages.ts';

/** The templates with one text put in, or with `null` taken out; what is left empty goes too. */
export function withText(
  templates: Templates,
  at: { readonly template: string; readonly language: string },
  text: MessageText | null,
): Templates {
  const { [at.language]: _before, ...others } = templates[at.template] ?? {};
  const words = text === null ? others : { ...others, [at.language]: text };
  const { [at.template]: _words, ...rest } = templates;
  return Object.keys(words).length === 0 ? rest : { ...rest, [at.template]: words };
}
