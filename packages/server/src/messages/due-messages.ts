import type { OutgoingMessage, SendResult } from '../core/model/message.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import type { Store } from '../core/ports/store.ts';
import type { OutboxWork } from '../outbox/outbox-worker.ts';
import { type SendParts, sendMessage } from './send-message.ts';
import { createShares } from './tenant-shares.ts';

/** Messages of one channel that are being sent at once. */
export const SENDS_AT_ONCE = 4;

/** Looked at for the next one: of so many tenants at once each gets its turn. */
const LISTED_MAX = 64;

export interface DueMessagesOptions extends SendParts {
  readonly store: Pick<Store, 'listDueMessages' | 'readTenant' | 'applyToMessage'>;
}

export interface DueMessagesCalls {
  /** Hears what came of each try. */
  readonly onResult: (result: SendResult) => void;
  /** There is room for another one. */
  readonly onRoom: () => void;
}

/**
 * The messages of one channel, a few at a time. The next one is of the tenant that has the fewest on
 * their way, and of those of the one whose latest began longest ago: a tenant that sends to all its
 * people delays a code of another one by a message, and not by all of them.
 */
export function createDueMessages(
  options: DueMessagesOptions,
  notifier: Notifier,
  { onResult, onRoom }: DueMessagesCalls,
): OutboxWork {
  const { store, clock, log } = options;
  const { channel } = notifier;
  const stop = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  const shares = createShares();
  let closed = false;

  const attempt = async (due: OutgoingMessage): Promise<void> => {
    const leave = shares.enter(due.tenant);
    try {
      const result = await sendMessage(options, notifier, due, stop.signal);
      leave();
      underWay.delete(due.id);
      if (result !== null) onResult(result);
      onRoom();
    } catch (error) {
      // Not settled, so no room is announced: it would be begun again at once, with this result.
      leave();
      underWay.delete(due.id);
      log.error({ internal: String(error), message: due.id }, 'a message could not be settled');
    }
  };

  return {
    async begin() {
      if (underWay.size >= SENDS_AT_ONCE) return;
      // Those under way are listed again when the clock jumped over their lease.
      const listed = await store.listDueMessages(channel, clock.now(), LISTED_MAX);
      const waiting = listed.filter(({ id }) => !underWay.has(id));
      while (!closed && underWay.size < SENDS_AT_ONCE) {
        const due = shares.next(waiting);
        if (due === undefined) return;
        waiting.splice(waiting.indexOf(due), 1);
        underWay.set(due.id, attempt(due));
      }
    },
    close() {
      closed = true;
    },
    ended: async () => void (await Promise.all(underWay.values())),
    cutOff: () => stop.abort(),
  };
}
