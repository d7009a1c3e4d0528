import type { Body } from '../frame/admin-client.ts';
import type { Input } from '../frame/admin-command.ts';

export interface MessageText {
  readonly subject: string;
  readonly text: string;
}

type Templates = Readonly<Record<string, Readonly<Record<string, MessageText>>>>;

/** The API replaces templates as a whole: reads those there are, changes one, and writes all. */
export async function changeTemplate(
  { api, tenant }: Pick<Input, 'api' | 'tenant'>,
  name: string,
  change: (words: Templates[string]) => Templates[string],
): Promise<Body> {
  const { messages } = (await api.get(tenant)) as { messages?: { templates?: Templates } };
  const templates = messages?.templates ?? {};
  const words = change(templates[name] ?? {});
  const { [name]: _changed, ...others } = templates;
  const all = Object.keys(words).length === 0 ? others : { ...others, [name]: words };
  const body = await api.send('PATCH', tenant, { messages: { templates: all } });
  return (body['messages'] ?? {}) as Body;
}
