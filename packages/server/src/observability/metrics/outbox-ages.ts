import type { MessageChannel } from '../../core/model/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Store } from '../../core/ports/store.ts';

/** Seconds that the longest waiting of what is due has been due; `null`: not known. */
export type OutboxAges = Readonly<Record<Outbox, number | null>>;
export type Outbox = 'webhooks' | MessageChannel;

const UNKNOWN: OutboxAges = { webhooks: null, email: null, sms: null };
const FIRST = { perWebhook: 1, total: 1 };

type OutboxStore = Pick<Store, 'listDueDeliveries' | 'listDueMessages'>;

/**
 * Looks at the heads of the outboxes, by the indexes the workers use, and keeps what it saw: whoever
 * asks costs the database nothing, and gets an answer while it does not give any.
 */
export function createOutboxAges(clock: Clock) {
  let ages = UNKNOWN;
  const secondsSince = (head: { readonly nextAt: number } | undefined) =>
    head === undefined ? 0 : Math.max(0, (clock.now() - head.nextAt) / 1000);
  return {
    latest: () => ages,
    /** The oldest of all; `null` where none is known. */
    oldest(): number | null {
      const known = Object.values(ages).filter((age) => age !== null);
      return known.length === 0 ? null : Math.max(...known);
    },
    async look(store: OutboxStore): Promise<void> {
      const now = clock.now();
      try {
        const [webhooks, email, sms] = await Promise.all([
          store.listDueDeliveries(now, FIRST),
          store.listDueMessages('email', now, 1),
          store.listDueMessages('sms', now, 1),
        ]);
        ages = {
          webhooks: secondsSince(webhooks[0]),
          email: secondsSince(email[0]),
          sms: secondsSince(sms[0]),
        };
      } catch (error) {
        ages = UNKNOWN;
        throw error;
      }
    },
  };
}

export type OutboxAgesWatch = ReturnType<typeof createOutboxAges>;
