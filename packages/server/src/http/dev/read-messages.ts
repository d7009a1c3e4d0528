import type { OutgoingMessage } from '../../core/model/message.ts';
import type { MessageText } from '../../core/model/message-settings.ts';
import type { Sealer } from '../../core/ports/sealer.ts';
import type { Store } from '../../core/ports/store.ts';
import { openContents } from '../../core/usecases/compose-message.ts';

/** A message in the words its reader gets. */
export type RenderMessage = (message: OutgoingMessage) => Promise<MessageText>;

/** A message as the dev inbox shows it. */
export interface InboxMessage {
  readonly id: string;
  readonly channel: string;
  readonly to: string;
  readonly template: string;
  readonly language: string;
  readonly code: string | null;
  /** A mail's; `null` for a text message, or where the contents are not kept. */
  readonly subject: string | null;
  readonly text: string | null;
  readonly state: string;
  readonly tenant: string;
  readonly at: string;
  readonly expiresAt: string;
}

export interface InboxParts {
  readonly store: Pick<Store, 'listMessages'>;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly render: RenderMessage | undefined;
}

const MESSAGES_MAX = 100;

/** What is sent, newest first. Only dev mode can open the seals of the outbox. */
export async function readMessages(parts: InboxParts): Promise<readonly InboxMessage[]> {
  const messages = await parts.store.listMessages(MESSAGES_MAX);
  return Promise.all(messages.map((message) => openMessage(parts, message)));
}

async function openMessage(
  { sealer, render }: InboxParts,
  message: OutgoingMessage,
): Promise<InboxMessage> {
  const { id, tenant, channel, to, template, language, state, at, expiresAt } = message;
  const contents = await openContents(sealer, message);
  const words = message.sealed === null ? undefined : await render?.(message);
  return {
    ...{ id, channel, to, template, language },
    code: contents.code ?? null,
    subject: channel === 'email' ? (words?.subject ?? null) : null,
    text: words?.text ?? null,
    ...{ state, tenant },
    at: new Date(at).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
