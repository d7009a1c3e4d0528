import type { PadStatus } from './launch-options.ts';

const EVERY_MS = 2_000;

export interface StatusWatch {
  /** Asks now instead of at the next turn. */
  readonly wake: () => void;
  /** Ends the watch; `over` then gives how it stands. */
  readonly stop: () => void;
  readonly over: Promise<PadStatus>;
}

/**
 * Asks how a challenge stands until that is settled or the watch is stopped: every two seconds, and
 * whenever somebody comes back to this page. A failed asking is not the end; the next one may succeed.
 */
export function watchStatus(
  ask: () => Promise<PadStatus>,
  isOver: (status: PadStatus) => boolean,
): StatusWatch {
  let wake = (): void => {};
  let stopped = false;
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, EVERY_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const comeBack = (): void => wake();
  addEventListener('focus', comeBack);
  document.addEventListener('visibilitychange', comeBack);

  const watch = async (): Promise<PadStatus> => {
    try {
      for (;;) {
        const next = turn();
        const last = stopped;
        const status = await ask().catch(() => null);
        if (status !== null && isOver(status)) return status;
        if (last) return status ?? 'in_progress';
        await next;
      }
    } finally {
      removeEventListener('focus', comeBack);
      document.removeEventListener('visibilitychange', comeBack);
    }
  };
  return {
    wake: comeBack,
    stop: () => {
      stopped = true;
      wake();
    },
    over: watch(),
  };
}
