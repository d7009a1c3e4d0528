import { type Html, html } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { copyButton } from '../pages/parts.ts';
import type { InboxMessage } from './read-messages.ts';

/** What is sent, newest first. `now` is the server's clock, which dev mode can move. */
export function inboxPage(messages: readonly InboxMessage[], now: number): Page {
  const main = html`<div class="stack">
<h1>Message inbox</h1>
<p class="lead">What the demo server sends as mail or text message, newest first.</p>
<p class="soft small" id="inbox-hint">Reload the page to see newer messages.</p>
</div>
<div id="inbox">${messages.length === 0 ? emptyInbox() : messageList(messages, now)}</div>`;
  const scripts = ['src/copy.ts', 'src/inbox.ts'] as const;
  return { title: 'Message inbox', address: '/dev/inbox', main, scripts };
}

function messageList(messages: readonly InboxMessage[], now: number): Html {
  return html`<ol class="stack">${messages.map((message) => messageItem(message, now))}</ol>`;
}

function messageItem(message: InboxMessage, now: number): Html {
  const { id, channel, to, template, state, code, tenant, at, expiresAt } = message;
  const expired = Date.parse(expiresAt) <= now;
  const dead = state === 'dead';
  // Whatever may change is in the class: the page takes in again what differs there.
  return html`<li class="card message${dead && ' dead'}${expired && ' expired'}" id="message-${id}">
<div class="stack">
<div class="row small"><span class="badge">${channel}</span><strong>${to}</strong>
${dead && html`<span class="badge bad">Given up</span>`}
${expired && html`<span class="badge bad">Expired</span>`}</div>
${code !== null && html`<p class="code" id="code-${id}">${code}</p>`}
${wording(message)}
<p class="soft small">${template.replaceAll('_', ' ')} for tenant ${tenant},
from ${time(at, 'day and time')}, ${expired ? 'expired' : 'expires'} at ${time(expiresAt, 'time')}</p>
</div>
${code !== null && !expired && copyButton(`code-${id}`, `the code for ${to}`)}
</li>
`;
}

function wording({ template, language, subject, text }: InboxMessage): Html {
  if (text === null) return html`<p>${template}</p>`;
  return html`<p class="small" lang="${language}" dir="auto">
${subject !== null && html`<strong>${subject}</strong><br>`}${text}</p>`;
}

/** In this machine's time zone. Written by hand: `Intl` would cost 7 MB that stay in memory. */
function time(instant: string, show: 'time' | 'day and time'): Html {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  const clock = local.slice(11, 19);
  const shown = show === 'time' ? clock : `${local.slice(0, 10)} ${clock}`;
  return html`<time datetime="${instant}">${shown}</time>`;
}

function emptyInbox(): Html {
  return html`<div class="card stack">
<h2>No messages yet</h2>
<p>Start a recovery with a one-time code for a subject that has a PIN and an e-mail address or a
phone number. The code arrives here instead of in somebody's mailbox.</p>
<div class="command"><pre><code>POST /v1/subjects/demo-native/recoveries
Content-Type: application/json

{"factor":"one_time_code"}</code></pre></div>
<p class="soft small">Send it with the API key from the native line on the
<a href="/">start page</a>, and a dialect's own forgotten-PIN call works as well.</p>
</div>`;
}
