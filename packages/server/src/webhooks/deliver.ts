import { type Instant, MINUTE_MS } from '../core/model/instant.ts';
import {
  type Delivery,
  isDue,
  type Notice,
  type RenderedNotice,
  settleTry,
  type TryResult,
  type Webhook,
  type WebhookSignature,
} from '../core/model/webhook.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Random } from '../core/ports/random.ts';
import type { WebhookSigner } from '../core/ports/webhook-signer.ts';
import type { WebhookStore } from '../core/ports/webhook-store.ts';
import type { Exchange, OutgoingRequest, SendRequest } from '../outbox/http-client.ts';
import type { OutboxLog } from '../outbox/outbox-worker.ts';

/** Far longer than a request may take, so that nobody takes over what is still being tried. */
const LEASE_MS = MINUTE_MS;

/** `Random.integer` is below this. */
const INTEGER_LIMIT = 2 ** 31;

/** A notice in the words of the webhook's wire; `null` when this webhook does not want it. */
export type RenderNotice = (webhook: Webhook, notice: Notice, at: Instant) => RenderedNotice | null;

export interface DeliveryParts {
  readonly store: Pick<WebhookStore, 'readWebhook' | 'applyToDelivery'>;
  /** Says what is due. */
  readonly clock: Clock;
  /** Real time even where the other clock is moved: receivers compare signatures with their own. */
  readonly wallClock: Clock;
  readonly random: Pick<Random, 'integer'>;
  readonly signer: Pick<WebhookSigner, 'sign'>;
  readonly render: RenderNotice;
  readonly post: SendRequest;
  readonly log: OutboxLog;
}

/**
 * One try of one delivery, from claim to settlement; nothing is sent unless the claim was won.
 * Between a request and its settlement the process may die: the try is then repeated when the lease
 * is over, which is why receivers are told to deduplicate. Rejects when the store fails.
 */
export async function deliver(
  parts: DeliveryParts,
  due: Delivery,
  stop: AbortSignal,
): Promise<void> {
  const claimed = await claim(parts, due);
  if (claimed === null) return;
  const webhook = await parts.store.readWebhook(claimed.tenant, claimed.webhook);
  if (webhook === null) return release(parts, claimed, () => null);
  if (!webhook.enabled) return setAside(parts, claimed);

  const request = await makeRequest(parts, webhook, claimed.notice);
  if (request === null) return release(parts, claimed, () => null);
  const result = 'error' in request ? request : await post(parts, webhook, request, stop);
  if (result === 'cut off') return;
  const now = parts.clock.now();
  const jitter = parts.random.integer() / INTEGER_LIMIT;
  await release(parts, claimed, (current) => settleTry(current, result, now, jitter));
}

/** Takes the delivery for as long as a try may last; `null` when somebody else was quicker. */
function claim({ store, clock }: DeliveryParts, due: Delivery): Promise<Delivery | null> {
  const now = clock.now();
  return store.applyToDelivery(due.tenant, due.webhook, due.id, (current) => {
    if (current === null || !isDue(current, now)) return { result: null };
    const claimed = { ...current, leasedUntil: now + LEASE_MS };
    return { next: claimed, result: claimed };
  });
}

/**
 * Writes what became of a claimed delivery, unless the claim is no longer ours: it was replayed
 * meanwhile, which is a wish for another try, or taken over after the lease.
 */
function release(
  { store }: DeliveryParts,
  { tenant, webhook, id, leasedUntil }: Delivery,
  decide: (current: Delivery) => Delivery | null,
): Promise<void> {
  return store.applyToDelivery(tenant, webhook, id, (current) => {
    if (current === null || current.leasedUntil !== leasedUntil) return { result: undefined };
    return { next: decide(current), result: undefined };
  });
}

/** A webhook that was switched off keeps its notices, to be replayed when it is on again. */
function setAside(parts: DeliveryParts, claimed: Delivery): Promise<void> {
  const lastError = 'webhook is disabled';
  const dead = {
    state: 'dead',
    leasedUntil: null,
    lastError,
    settledAt: parts.clock.now(),
  } as const;
  return release(parts, claimed, (current) => ({ ...current, ...dead }));
}

async function makeRequest(
  { wallClock, render, signer, log }: DeliveryParts,
  webhook: Webhook,
  notice: Notice,
): Promise<OutgoingRequest | Extract<TryResult, { ok: false }> | null> {
  try {
    const at = wallClock.now();
    const rendered = render(webhook, notice, at);
    if (rendered === null) return null;
    const { body, mediaType } = rendered;
    const signature = await signer.sign(webhook, { id: notice.id, at, body });
    const headers = { 'content-type': mediaType, 'user-agent': 'Pintumbler', ...signature };
    return { method: 'POST', url: webhook.url, headers, body };
  } catch (error) {
    // Our own mistake. It takes the schedule of a failed try, or it would be due at every turn.
    log.error({ internal: String(error), webhook: webhook.id }, 'a delivery could not be rendered');
    return { ok: false, status: null, error: 'could not be rendered' };
  }
}

/** `cut off`: nobody knows whether it arrived; it is tried again when the lease is over. */
async function post(
  { post: send }: DeliveryParts,
  { signature }: Webhook,
  request: OutgoingRequest,
  stop: AbortSignal,
): Promise<TryResult | 'cut off'> {
  const exchange = await send(request, stop);
  if (stop.aborted && exchange.exchange === 'failed') return 'cut off';
  return judgeExchange(signature, exchange);
}

/** Any 2xx will do, except on the Circle wire: "200 is success, anything else is retried". */
export function judgeExchange(signature: WebhookSignature, exchange: Exchange): TryResult {
  if (exchange.exchange !== 'answered') return { ok: false, status: null, error: exchange.reason };
  const { status } = exchange;
  const isSuccess = signature === 'circle' ? status === 200 : status >= 200 && status < 300;
  if (isSuccess) return { ok: true, status };
  const isRedirect = status >= 300 && status < 400;
  const error = isRedirect
    ? `answered ${status}; redirects are not followed`
    : `answered ${status}`;
  return { ok: false, status, error };
}
