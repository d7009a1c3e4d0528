import { type Html, html } from '../../pages/html.ts';
import type { Messages, Notice } from '../messages/messages.ts';
import type { HostedPage } from '../shell.ts';

/** A page that has something to say and nothing to type into. */
export function noticePage({ title, text }: Notice, further?: Html): HostedPage {
  return { title, main: html`<h1>${title}</h1>\n<p>${text}</p>\n${further}` };
}

/** Where to go from a page that is over: back to where the app said, if it said so. */
export function wayBack({ over }: Messages, returnUrl: string | null): Html {
  if (returnUrl === null || !leadsSomewhere(returnUrl)) return html`<p>${over.close}</p>`;
  // Out of the frame, if the page is in one: the app is the page around it.
  return html`<p class="pad-actions"><a class="button" href="${returnUrl}" target="_top" rel="noreferrer">${over.back}</a></p>`;
}

const RUNS_OR_HIDES = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:'];

/** An address to go to, an app's own scheme included; none that would run in this origin. */
function leadsSomewhere(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && !RUNS_OR_HIDES.includes(url.protocol);
}
