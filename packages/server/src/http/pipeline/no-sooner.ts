import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What `work` comes to, a rejection too, but not before so many milliseconds after it began: within
 * them nobody sees how long it took. At once where there is no such time.
 */
export async function noSooner<T>(ms: number | undefined, work: () => Promise<T>): Promise<T> {
  if (ms === undefined) return work();
  const over = sleep(ms);
  try {
    return await work();
  } finally {
    await over;
  }
}
