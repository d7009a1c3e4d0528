import type { OutgoingMessage } from '../../core/model/message.ts';
import type { Sealer } from '../../core/ports/sealer.ts';
import type { Store } from '../../core/ports/store.ts';
import { openContents } from '../../core/usecases/compose-message.ts';

/** A message as the dev inbox shows it. */
export interface InboxMessage {
  readonly id: string;
  readonly channel: string;
  readonly to: string;
  readonly template: string;
  readonly code: string | null;
  readonly tenant: string;
  readonly at: string;
  readonly expiresAt: string;
}

const MESSAGES_MAX = 100;

/** What would have been sent, newest first. Only dev mode can open the seals of the outbox. */
export async function readMessages(
  store: Pick<Store, 'listMessages'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<readonly InboxMessage[]> {
  const messages = await store.listMessages(MESSAGES_MAX);
  return Promise.all(messages.map((message) => openMessage(sealer, message)));
}

async function openMessage(
  sealer: Pick<Sealer, 'open'>,
  message: OutgoingMessage,
): Promise<InboxMessage> {
  const { id, tenant, channel, to, template, at, expiresAt } = message;
  const contents = await openContents(sealer, message);
  return {
    id,
    channel,
    to,
    template,
    code: contents.code ?? null,
    tenant,
    at: new Date(at).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
