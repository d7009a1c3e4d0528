import type { MessageChannel } from '../core/model/message.ts';
import type { Notifier } from '../core/ports/notifier.ts';

/** Sends by leaving the message where it is: the inbox of dev mode reads the outbox itself. */
export function createInboxNotifier(channel: MessageChannel): Notifier {
  return { channel, deliver: async () => undefined, close: async () => undefined };
}
