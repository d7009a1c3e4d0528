import { type Attempt, end, isPending } from '../world/attempt.ts';
import type { World } from '../world/world.ts';

/** The node hears that its transaction is on disk: what was charged may be compared from now on. */
export function acknowledge(world: World, node: number): World {
  const told = (attempt: Attempt): Attempt => {
    if (attempt.node !== node || !isPending(attempt)) return attempt;
    return attempt.phase === 'charging' ? { ...attempt, phase: 'charged' } : end(attempt);
  };
  return { ...world, attempts: world.attempts.map(told) };
}
