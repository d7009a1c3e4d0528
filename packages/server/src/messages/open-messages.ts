import type { MessageChannel } from '../core/model/message.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import { createOutboxWorker, type OutboxWorker } from '../outbox/outbox-worker.ts';
import { createDueMessages, type DueMessagesOptions } from './due-messages.ts';
import { watchChannel } from './watch-channel.ts';

export interface MessagesOptions extends DueMessagesOptions {
  /** At most one a channel. */
  readonly notifiers: readonly Notifier[];
  readonly pollEveryMs?: number;
}

export interface Messages {
  /** What can be sent now. */
  readonly channels: readonly MessageChannel[];
  readonly worker: Pick<OutboxWorker, 'start' | 'stop'>;
}

/**
 * Sends what is due, at least once, until stopped. Every channel has a worker and room of its own:
 * a mail server that hangs holds up no text message. Several processes may do so on one store.
 */
export function openMessages({ notifiers, pollEveryMs, ...options }: MessagesOptions): Messages {
  const workers = notifiers.map((notifier) => {
    const onResult = watchChannel(notifier.channel, options.log);
    return createOutboxWorker({
      what: `messages (${notifier.channel})`,
      work: (wake) => createDueMessages(options, notifier, { onResult, onRoom: wake }),
      log: options.log,
      ...(pollEveryMs !== undefined && { pollEveryMs }),
    });
  });
  return {
    channels: notifiers.map(({ channel }) => channel),
    worker: {
      start() {
        for (const worker of workers) worker.start();
      },
      async stop() {
        await Promise.all(workers.map((worker) => worker.stop()));
        await Promise.all(notifiers.map((notifier) => notifier.close()));
      },
    },
  };
}
