import { mustBeSo } from './row.ts';
import { type Answer, ask } from './target/ask.ts';
import type { Target } from './target/target.ts';

/** A hosted page that was opened: by whom an app sent there. */
export interface HostedPage {
  readonly id: string;
  readonly url: string;
  /** The page as it came. */
  readonly markup: string;
}

/** Opens a challenge as the tenant's app does. */
export async function openChallenge(
  target: Target,
  type: string,
  subject: string,
  more: object = {},
): Promise<{ readonly id: string; readonly url: string }> {
  const answer = await target.call('POST', '/v1/challenges', { type, subject, ...more });
  mustBeSo(answer.status === 201, `no challenge: ${answer.text}`);
  return { id: String(answer.body['id']), url: String(answer.body['url']) };
}

/** The same, and looks at its page as a browser without scripts does. */
export async function openLink(
  target: Target,
  type: string,
  subject: string,
  more: object = {},
): Promise<HostedPage> {
  const { id, url } = await openChallenge(target, type, subject, more);
  const { status, text } = await ask(url, 'GET', undefined, { 'accept-language': 'en' });
  mustBeSo(status === 200 && text.includes('<form'), `no form at ${url}: ${status}`);
  return { id, url, markup: text };
}

/** Posts fields to a page as its own form would, unless `headers` say otherwise. */
export function submitForm(
  { url }: Pick<HostedPage, 'url'>,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return ask(url, 'POST', new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    origin: new URL(url).origin,
    'accept-language': 'en',
    ...headers,
  });
}
