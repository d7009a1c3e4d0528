import { type Instant, MINUTE_MS } from '../core/model/instant.ts';
import type { MessageContents, OutgoingMessage } from '../core/model/message.ts';
import { fillText, type MessageText } from '../core/model/message-settings.ts';
import type { Tenant } from '../core/model/tenant.ts';
import type { RenderedMessage } from '../core/ports/notifier.ts';
import { TEMPLATES } from './templates/catalogue.ts';

const LINE_BREAKING = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

type Named = Pick<Tenant, 'name' | 'messages'>;
type Written = Pick<OutgoingMessage, 'id' | 'to' | 'template' | 'language' | 'at' | 'expiresAt'>;

/**
 * A message in the tenant's own words, or in ours where it has none in this language. `now` is when
 * it is sent: a code that waited is told with the minutes it has left.
 */
export function renderMessage(
  message: Written,
  contents: MessageContents,
  tenant: Named,
  now: Instant,
): RenderedMessage {
  const { id, to, language } = message;
  const { subject, text } = textFor(message, tenant);
  // A name may hold what begins a header of its own in the subject of a mail.
  const name = tenant.name.replace(LINE_BREAKING, ' ');
  const values = {
    code: contents.code ?? '',
    tenant: name,
    minutes: String(Math.max(1, Math.round((message.expiresAt - now) / MINUTE_MS))),
    time: utcTime(message.at),
  };
  const sender = tenant.messages.sender?.replace(LINE_BREAKING, ' ') ?? name;
  const filled = { subject: fillText(subject, values), text: fillText(text, values) };
  return { id, to, sender, ...filled, language };
}

function textFor({ template, language }: Written, { messages }: Named): MessageText {
  return messages.templates[template]?.[language] ?? TEMPLATES[language][template];
}

/** The same in every language: `2026-01-31 09:05 UTC`. */
function utcTime(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
