import { type Attempt, end } from '../world/attempt.ts';
import { withAttempt } from '../world/world.ts';
import { eachAttempt, nameOf } from './each-attempt.ts';
import type { Rule } from './step.ts';

/** Whether it shows the PIN of the verifier it is compared with; a renewed PIN is another one. */
export function isRight({ right, version }: Attempt): boolean {
  return right && version === 0;
}

/**
 * A charged attempt is compared, outside every transaction. A wrong one is over with it: what is
 * settled then is written to the trail and to no counter, so before and after it is one state here.
 */
export const compare: Rule = (world, _setting, take) => {
  eachAttempt(world, 'charged', (attempt, at) => {
    const compared = { ...attempt, compared: true };
    const right = isRight(attempt);
    const after = withAttempt(world, at, right ? { ...compared, phase: 'proven' } : end(compared));
    const tell = () => `${nameOf(attempt)} is compared: ${right ? 'right' : 'wrong'}`;
    take({ kind: 'node', after, tell });
  });
};

/** The verifier does not open or the worker is gone: nothing was compared. */
export const breakDown: Rule = (world, _setting, take) => {
  if (world.breakdownsLeft === 0) return;
  const spent = { ...world, breakdownsLeft: world.breakdownsLeft - 1 };
  eachAttempt(world, 'charged', (attempt, at) => {
    const after = withAttempt(spent, at, { ...attempt, phase: 'unable' });
    take({ kind: 'node', after, tell: () => `${nameOf(attempt)} cannot be compared` });
  });
};
