import type { OutgoingMessage, SendResult } from '../core/model/message.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import type { Store } from '../core/ports/store.ts';
import type { OutboxWork } from '../outbox/outbox-worker.ts';
import { type SendParts, sendMessage } from './send-message.ts';

/** Messages of one channel that are being sent at once. */
export const SENDS_AT_ONCE = 4;

export interface DueMessagesOptions extends SendParts {
  readonly store: Pick<Store, 'listDueMessages' | 'readTenant' | 'applyToMessage'>;
}

export interface DueMessagesCalls {
  /** Hears what came of each try. */
  readonly onResult: (result: SendResult) => void;
  /** There is room for another one. */
  readonly onRoom: () => void;
}

/** The messages of one channel, the longest waiting first, a few at a time. */
export function createDueMessages(
  options: DueMessagesOptions,
  notifier: Notifier,
  { onResult, onRoom }: DueMessagesCalls,
): OutboxWork {
  const { store, clock, log } = options;
  const { channel } = notifier;
  const stop = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let closed = false;

  const attempt = async (due: OutgoingMessage): Promise<void> => {
    try {
      const result = await sendMessage(options, notifier, due, stop.signal);
      underWay.delete(due.id);
      if (result !== null) onResult(result);
      onRoom();
    } catch (error) {
      // Not settled, so no room is announced: it would be begun again at once, with this result.
      underWay.delete(due.id);
      log.error({ internal: String(error), message: due.id }, 'a message could not be settled');
    }
  };

  return {
    async begin() {
      if (underWay.size >= SENDS_AT_ONCE) return;
      // Those under way are listed again when the clock jumped over their lease.
      const limit = SENDS_AT_ONCE + underWay.size;
      for (const due of await store.listDueMessages(channel, clock.now(), limit)) {
        if (closed || underWay.size >= SENDS_AT_ONCE) return;
        if (!underWay.has(due.id)) underWay.set(due.id, attempt(due));
      }
    },
    close() {
      closed = true;
    },
    ended: async () => void (await Promise.all(underWay.values())),
    cutOff: () => stop.abort(),
  };
}
