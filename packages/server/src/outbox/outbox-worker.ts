import { setTimeout as sleep } from 'node:timers/promises';
import { createBell } from './bell.ts';

const POLL_EVERY_MS = 250;

/** Turns keep this distance however often they are asked for: each is a query. */
const TURN_GAP_MS = 20;
const PAUSE_AFTER_ERROR_MS = 1_000;

/** Sending gets this long to end by itself, then as long again to be recorded. */
const STOP_GRACE_MS = 2_000;

/** The part of a log that sending from an outbox needs. */
export interface OutboxLog {
  error(detail: Readonly<Record<string, unknown>>, message: string): void;
}

/** What is sent from an outbox, and how. */
export interface OutboxWork {
  /** Begins what is due and has room, without waiting for it. Rejects when the store fails. */
  begin(): Promise<void>;
  /** Begins nothing more, also of a list that is being read. */
  close(): void;
  /** When all that was begun has ended. */
  ended(): Promise<void>;
  /** Ends what is under way now; whether it arrived stays open. */
  cutOff(): void;
}

export interface OutboxWorkerOptions {
  /** What is sent, in the words of the log: `deliveries`. */
  readonly what: string;
  /** Makes the work; it calls `wake` whenever room for more became free. */
  readonly work: (wake: () => void) => OutboxWork;
  readonly log: OutboxLog;
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
 * Begins what is due until stopped, and goes on after the store failed. Several processes may run
 * one on the same store when the work claims what it sends. It keeps no process alive by itself.
 */
export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { what, log, pollEveryMs = POLL_EVERY_MS } = options;
  const bell = createBell();
  const work = options.work(bell.ring);
  const closing = new AbortController();
  let loop: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;

  const turn = async (): Promise<void> => {
    let pauseMs = TURN_GAP_MS;
    await work.begin().catch((error: unknown) => {
      log.error({ internal: String(error) }, `due ${what} could not be read`);
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
    work.close();
    bell.ring();
    const patience = new AbortController();
    const ended = Promise.resolve(loop).then(work.ended);
    await Promise.race([ended, pause(STOP_GRACE_MS, patience)]);
    work.cutOff();
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
