import { type Instant, SECOND_MS } from '../core/model/instant.ts';
import {
  giveUp,
  isSendable,
  type OutgoingMessage,
  type SendResult,
  settleSend,
} from '../core/model/message.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Notifier, RenderedMessage } from '../core/ports/notifier.ts';
import type { Random } from '../core/ports/random.ts';
import type { Sealer } from '../core/ports/sealer.ts';
import type { Store } from '../core/ports/store.ts';
import { openContents } from '../core/usecases/compose-message.ts';
import type { OutboxLog } from '../outbox/outbox-worker.ts';
import { deliverInTime } from './deliver-in-time.ts';
import { renderMessage } from './render-message.ts';

/** Longer than a send may take, so that nobody takes over what is still being sent. */
const LEASE_MS = 30 * SECOND_MS;

/** `Random.integer` is below this. */
const INTEGER_LIMIT = 2 ** 31;

export interface MessageLog extends OutboxLog {
  warn(detail: Readonly<Record<string, unknown>>, message: string): void;
  info(detail: Readonly<Record<string, unknown>>, message: string): void;
}

export interface SendParts {
  readonly store: Pick<Store, 'readTenant' | 'applyToMessage'>;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'integer'>;
  readonly log: MessageLog;
  /** Whether what was sent can be read afterwards: in an inbox for developers, nowhere else. */
  readonly keepContents: boolean;
}

/**
 * One try of one message, from claim to settlement; nothing is sent unless the claim was won.
 * Between sending and settlement the process may die: the try is then repeated when the lease is
 * over, with the same id. Answers what came of it, `null` when it was not tried or nobody knows.
 * Rejects when the store fails.
 */
export async function sendMessage(
  parts: SendParts,
  notifier: Notifier,
  due: OutgoingMessage,
  stop: AbortSignal,
): Promise<SendResult | null> {
  const claimed = await claim(parts, due);
  if (claimed === null) return null;
  const rendered = await render(parts, claimed);
  if ('hopeless' in rendered) {
    await abandon(parts, claimed, rendered.hopeless);
    return null;
  }
  const result = await deliverInTime(notifier, rendered, stop, parts.log);
  if (result === 'cut off') return null;
  const { keepContents: keep } = parts;
  const now = parts.clock.now();
  const jitter = parts.random.integer() / INTEGER_LIMIT;
  await release(parts, claimed, (current) => settleSend(current, result, { now, jitter, keep }));
  return result;
}

interface Claim {
  readonly claimed?: OutgoingMessage;
  readonly expired?: OutgoingMessage;
}

/** Takes the message for as long as a try may last; `null` when it is not ours to send. */
async function claim(parts: SendParts, due: OutgoingMessage): Promise<OutgoingMessage | null> {
  const now = parts.clock.now();
  const { claimed, expired } = await parts.store.applyToMessage<Claim>(
    due.tenant,
    due.id,
    (current) => {
      if (current === null || !isSendable(current, now)) return { result: {} };
      if (current.expiresAt <= now) {
        const dead = giveUp(current, now, parts.keepContents);
        return { next: dead, result: { expired: dead } };
      }
      const next = { ...current, leasedUntil: now + LEASE_MS };
      return { next, result: { claimed: next } };
    },
  );
  if (expired) tellDead(parts, expired);
  return claimed ?? null;
}

/** `hopeless`: no later try could do better. */
async function render(
  { store, sealer, clock, log }: SendParts,
  message: OutgoingMessage,
): Promise<RenderedMessage | { readonly hopeless: string }> {
  const tenant = await store.readTenant(message.tenant);
  if (tenant === null) return { hopeless: 'its tenant is gone' };
  try {
    const contents = await openContents(sealer, message);
    return renderMessage(message, contents, tenant, clock.now());
  } catch (error) {
    log.error({ internal: String(error), message: message.id }, 'a message could not be read');
    return { hopeless: 'its contents cannot be read' };
  }
}

function abandon(parts: SendParts, claimed: OutgoingMessage, lastError: string): Promise<void> {
  const now = parts.clock.now();
  return release(parts, claimed, (current) =>
    giveUp({ ...current, lastError }, now, parts.keepContents),
  );
}

/** Writes what became of a claimed message, unless somebody took it over after the lease. */
async function release(
  parts: SendParts,
  { tenant, id, leasedUntil }: OutgoingMessage,
  decide: (current: OutgoingMessage) => OutgoingMessage,
): Promise<void> {
  const written = await parts.store.applyToMessage(tenant, id, (current) => {
    if (current === null || !isHeld(current, leasedUntil)) return { result: null };
    const next = decide(current);
    return { next, result: next };
  });
  if (written?.state === 'dead') tellDead(parts, written);
}

function isHeld({ state, leasedUntil }: OutgoingMessage, until: Instant | null): boolean {
  return state === 'waiting' && leasedUntil === until;
}

/** Who it was for is left out: the log is no place for addresses. */
function tellDead({ log }: SendParts, message: OutgoingMessage): void {
  const { id, tenant, channel, template, tries, lastError: reason } = message;
  log.warn({ message: id, tenant, channel, template, tries, reason }, 'a message was given up');
}
