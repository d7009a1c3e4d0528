import type { OutgoingMessage } from '../core/model/message.ts';
import type { MessageText } from '../core/model/message-settings.ts';
import type { Sealer } from '../core/ports/sealer.ts';
import type { Store } from '../core/ports/store.ts';
import { openContents } from '../core/usecases/compose-message.ts';
import { renderMessage } from './render-message.ts';

export interface ReadParts {
  readonly store: Pick<Store, 'readTenant'>;
  readonly sealer: Pick<Sealer, 'open'>;
}

/**
 * What a message reads like when it is sent at once; for the inbox of dev mode. Rejects when its
 * tenant is gone or its seal does not open.
 */
export async function readAsSent(
  { store, sealer }: ReadParts,
  message: OutgoingMessage,
): Promise<MessageText> {
  const tenant = await store.readTenant(message.tenant);
  if (tenant === null) throw new Error('the tenant of a message is gone');
  return renderMessage(message, await openContents(sealer, message), tenant, message.at);
}
