import { type Attempt, isPending, newAttempt } from '../world/attempt.ts';
import type { World } from '../world/world.ts';

/** The transaction surely left nothing: each operation may be run again, on the row as it is then. */
export function rollBack(world: World, node: number): World {
  const again = (attempt: Attempt): Attempt =>
    attempt.node === node && isPending(attempt) ? beforeJoining(attempt) : attempt;
  return dropTransaction({ ...world, attempts: world.attempts.map(again) }, node);
}

export function dropTransaction(world: World, node: number): World {
  return { ...world, open: world.open.with(node, null) };
}

function beforeJoining(attempt: Attempt): Attempt {
  switch (attempt.phase) {
    case 'settling':
    case 'denying':
      return { ...attempt, phase: 'proven' };
    case 'refunding':
      return { ...attempt, phase: 'unable' };
    case 'counting':
      return { ...attempt, phase: 'owing' };
    default:
      return newAttempt(attempt.right);
  }
}
