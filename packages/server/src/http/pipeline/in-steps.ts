import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What `work` comes to, a rejection too, at the first whole step of so many milliseconds after it
 * began: within a step nobody sees how long it took. At once where there are no steps.
 */
export async function inSteps<T>(ms: number | undefined, work: () => Promise<T>): Promise<T> {
  if (ms === undefined) return work();
  // Set before the work begins, and not by when it ends: that would show in the timer's rounding.
  let step = sleep(ms);
  const answer = work();
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  answer.then(end, end);
  for (;;) {
    await step;
    if (isOver) return answer;
    step = sleep(ms);
  }
}
