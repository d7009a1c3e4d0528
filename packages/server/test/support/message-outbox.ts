import {
  type MessageContents,
  newMessage,
  type OutgoingMessage,
} from '../../src/core/model/message.ts';
import type { Notifier, RenderedMessage } from '../../src/core/ports/notifier.ts';
import { messageContext } from '../../src/core/usecases/compose-message.ts';
import { type MessagesOptions, openMessages } from '../../src/messages/open-messages.ts';
import { openTestCore, type TestCore } from './test-core.ts';

/** An outbox on a real store, and the workers that empty it. */
export interface MessageOutbox extends TestCore {
  /** Writes a message that is due at once; answers its id. */
  write(message?: Partial<OutgoingMessage>, contents?: MessageContents): Promise<string>;
  read(id: string): Promise<OutgoingMessage>;
  /** Opens another worker on this store; it is stopped with the rest. */
  work(notifiers: readonly Notifier[], options?: Partial<MessagesOptions>): void;
  stopWorkers(): Promise<void>;
  /** What the workers logged, each line as one text. */
  readonly log: string[];
}

export const CODE = '831046';
const CODE_TTL_MS = 600_000;

export async function openMessageOutbox(): Promise<MessageOutbox> {
  const core = await openTestCore();
  const { store, sealer, clock } = core.ports;
  const log: string[] = [];
  const note = (detail: object, text: string) => void log.push(`${text} ${JSON.stringify(detail)}`);
  const workers: { stop(): Promise<void> }[] = [];
  let written = 0;
  const stopWorkers = async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  };

  return {
    ...core,
    log,
    stopWorkers,
    async write(message = {}, contents = { code: CODE }) {
      written += 1;
      const id = `message-${written}`;
      const plain = new TextEncoder().encode(JSON.stringify(contents));
      const sealed = await sealer.seal(messageContext('acme', id), plain);
      const at = clock.now();
      const waiting = newMessage({
        ...{ id, tenant: 'acme', subject: null, channel: 'email', to: 'ann@example.com' },
        ...{ template: 'recovery_code', language: 'en', sealed, at, expiresAt: at + CODE_TTL_MS },
      });
      await store.applyToTenant('acme', () => ({
        messages: [{ ...waiting, ...message }],
        result: undefined,
      }));
      return id;
    },
    read: (id) =>
      store.applyToMessage('acme', id, (found) => {
        if (found === null) throw new Error(`no message ${id}`);
        return { result: found };
      }),
    work(notifiers, options = {}) {
      const { worker } = openMessages({
        ...{ store, sealer, clock, notifiers, pollEveryMs: 10, keepContents: false },
        random: { integer: () => 0 },
        log: { error: note, warn: note, info: note },
        ...options,
      });
      workers.push(worker);
      worker.start();
    },
    async close() {
      await stopWorkers();
      await core.close();
    },
  };
}

export interface FakeNotifier extends Notifier {
  readonly delivered: RenderedMessage[];
}

/** A channel whose other side does what `deliver` says. */
export function fakeNotifier(
  channel: Notifier['channel'],
  deliver: (message: RenderedMessage, signal: AbortSignal) => Promise<void> = async () => undefined,
): FakeNotifier {
  const delivered: RenderedMessage[] = [];
  return {
    channel,
    delivered,
    async deliver(message, signal) {
      delivered.push(message);
      await deliver(message, signal);
    },
    close: async () => undefined,
  };
}

/** A channel whose other side answers nobody until it is told to; then it answers everybody. */
export function stuckNotifier(
  channel: Notifier['channel'],
): FakeNotifier & { end(failure?: Error): void } {
  const answer = Promise.withResolvers<void>();
  const notifier = fakeNotifier(channel, () => answer.promise);
  return {
    ...notifier,
    end: (failure) => (failure === undefined ? answer.resolve() : answer.reject(failure)),
  };
}
