import type { TestServer } from '../support/test-server.ts';

/** A page as somebody without scripts gets it. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly markup: string;
  /** All that is to be read, tags and blanks aside. */
  readonly words: string;
  readonly heading: string;
  readonly forms: readonly Form[];
  /** Where it is after redirects. */
  readonly url: string;
}

export interface Form {
  readonly action: string;
  /** What its fields hold as the page came, by name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Somebody with a browser without scripts: looks at pages, fills in forms, follows. */
export async function look(url: string, headers: Record<string, string> = {}): Promise<Received> {
  return receive(await fetch(url, { headers: { 'accept-language': 'en', ...headers } }));
}

/** Submits the form that has all the fields named, as a browser would, or what is named alone. */
export async function submit(page: Received, fields: Record<string, string>): Promise<Received> {
  const names = Object.keys(fields);
  const form = page.forms.find((each) => names.every((name) => name in each.fields));
  if (form === undefined) throw new Error(`no form takes ${names.join(', ')}: ${page.words}`);
  return post(new URL(form.action, page.url).href, { ...form.fields, ...fields });
}

export async function post(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Received> {
  const body = new URLSearchParams(fields);
  const about = { origin: new URL(url).origin, 'accept-language': 'en', ...headers };
  return receive(await fetch(url, { method: 'POST', body, headers: about }));
}

export interface Opened {
  readonly id: string;
  readonly url: string;
}

/** Opens a challenge as an app does. */
export async function open(
  server: TestServer,
  type: string,
  subject: string,
  more: Record<string, unknown> = {},
): Promise<Opened> {
  const { body, text, status } = await server.call('POST', '/v1/challenges', {
    ...{ type, subject },
    ...more,
  });
  if (status !== 201) throw new Error(`not opened: ${text}`);
  return body as unknown as Opened;
}

let subjects = 0;

/** A subject without a PIN. */
export async function makePerson(server: TestServer, more: Record<string, unknown> = {}) {
  subjects += 1;
  const id = `hosted-person-${subjects}`;
  const { status, text } = await server.call('POST', '/v1/subjects', { id, ...more });
  if (status !== 201) throw new Error(`not made: ${text}`);
  return id;
}

async function receive(response: Response): Promise<Received> {
  const markup = await response.text();
  const { status, headers, url } = response;
  const words = wordsOf(markup.replace(/<head>.*<\/head>/s, ''));
  const heading = wordsOf(/<h1>(.*?)<\/h1>/s.exec(markup)?.[1] ?? '');
  const forms = [...markup.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)];
  return {
    ...{ status, headers, markup, words, heading, url },
    forms: forms.map(([, action = '', inner = '']) => ({
      action: unescaped(action),
      fields: fieldsOf(inner),
    })),
  };
}

function fieldsOf(markup: string): Readonly<Record<string, string>> {
  const fields = [...markup.matchAll(/<(?:input|select)[^>]*name="([^"]*)"[^>]*>/g)];
  const sent = fields.filter(([tag]) => !tag.includes(' type="radio"') || tag.includes(' checked'));
  return Object.fromEntries(
    sent.map(([tag, name = '']) => [name, unescaped(/ value="([^"]*)"/.exec(tag)?.[1] ?? '')]),
  );
}

function wordsOf(markup: string): string {
  return unescaped(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescaped(text: string): string {
  const known: Readonly<Record<string, string>> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
  };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (each) => known[each] ?? '');
}
