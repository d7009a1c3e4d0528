/** How long a call waits for a database that is away, for a failover for one. */
const WAIT_MAX_MS = 5_000;
const PAUSE_MAX_MS = 250;

/** Whether there is time for another try of what began at `since` (by `performance.now`). */
export function isInTime(since: number): boolean {
  return performance.now() - since < WAIT_MAX_MS;
}

/** Longer from try to try, and of random length: two nodes that met should not meet again. */
export function pauseBefore(tries: number): Promise<void> {
  const longest = Math.min(PAUSE_MAX_MS, 5 * 2 ** tries);
  return new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
}
