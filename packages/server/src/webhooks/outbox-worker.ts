import { setTimeout as sleep } from 'node:timers/promises';
import { createBell } from './bell.ts';
import type { DeliveryLimits } from './delivery-slots.ts';
import { createDueDeliveries, type DueDeliveriesOptions } from './due-deliveries.ts';

const LIMITS: DeliveryLimits = { perWebhook: 2, total: 512 };
const POLL_EVERY_MS = 250;

/** Turns keep this distance however often they are asked for: each is a query. */
const TURN_GAP_MS = 20;
const PAUSE_AFTER_ERROR_MS = 1_000;

/** Requests get this long to end by themselves, then as long again to be recorded. */
const STOP_GRACE_MS = 2_000;

export interface OutboxWorkerOptions extends Omit<DueDeliveriesOptions, 'limits'> {
  readonly limits?: DeliveryLimits;
  readonly pollEveryMs?: number;
}

export interface OutboxWorker {
  start(): void;
  /** Something may be due: look now. Many calls are one. */
  wake(): void;
  /** Begins nothing more and resolves when nothing is under way, or after a few seconds. */
  stop(): Promise<void>;
}

/**
 * Delivers what is due, at least once, until stopped. Several processes may run one on the same
 * store: a delivery belongs to whoever claims it. It keeps no process alive by itself.
 */
export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { log, limits = LIMITS, pollEveryMs = POLL_EVERY_MS } = options;
  const bell = createBell();
  const deliveries = createDueDeliveries({ ...options, limits }, bell.ring);
  const closing = new AbortController();
  let loop: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;

  const turn = async (): Promise<void> => {
    let pauseMs = TURN_GAP_MS;
    await deliveries.begin().catch((error: unknown) => {
      log.error({ internal: String(error) }, 'due deliveries could not be read');
      pauseMs = PAUSE_AFTER_ERROR_MS;
    });
    await pause(pauseMs, { ref: false, signal: closing.signal });
    await bell.wait(pollEveryMs);
  };
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) await turn();
  };
  const end = async (): Promise<void> => {
    closing.abort();
    deliveries.close();
    bell.ring();
    const patience = new AbortController();
    const ended = Promise.resolve(loop).then(deliveries.ended);
    await Promise.race([ended, pause(STOP_GRACE_MS, patience)]);
    deliveries.cutOff();
    await Promise.race([ended, pause(STOP_GRACE_MS, patience)]);
    patience.abort();
  };

  return {
    start() {
      if (stopped === undefined) loop ??= run();
    },
    wake: bell.ring,
    stop() {
      stopped ??= end();
      return stopped;
    },
  };
}

/** Ends early, without an error, when the signal says so. */
async function pause(
  ms: number,
  options: { readonly signal: AbortSignal; readonly ref?: boolean },
): Promise<void> {
  await sleep(ms, undefined, options).catch(() => undefined);
}
