import { setTimeout as wait } from 'node:timers/promises';

export interface MeasuredTime {
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Runs at both edges of the measured time. */
  readonly atEdge?: () => Promise<void>;
}

/** By how much `count` grows per second, over the measured time. No growth at all is no result. */
export async function rateOver(time: MeasuredTime, count: () => number): Promise<number> {
  await wait(time.warmUpMs);
  await time.atEdge?.();
  const before = { at: performance.now(), count: count() };
  await wait(time.measureMs);
  const rate = ((count() - before.count) * 1000) / (performance.now() - before.at);
  await time.atEdge?.();
  if (rate === 0) throw new Error('nothing was answered over the measured time');
  return rate;
}
