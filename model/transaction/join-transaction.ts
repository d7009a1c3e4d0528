import { type Attempt, isPending } from '../world/attempt.ts';
import type { Row } from '../world/row.ts';
import { type World, withAttempt } from '../world/world.ts';

/** Whether a node may read the row in a new transaction, given those that are open. */
export type MayOpen = (world: World) => boolean;

/**
 * Both engines let one transaction at a time between reading and writing a credential: SQLite has
 * one writer, and on PostgreSQL the row is read FOR UPDATE, so that who comes second waits, and then
 * reads what the first has committed.
 */
export const oneAtATime: MayOpen = ({ open }) => open.every((transaction) => transaction === null);

/** The row that the next operation of this node sees; `null` while it has to wait. */
export function rowSeenBy(
  world: World,
  node: number,
  { batchMax, mayOpen }: { readonly batchMax: number; readonly mayOpen: MayOpen },
): Row | null {
  const own = world.open[node] ?? null;
  if (own === null) return mayOpen(world) ? world.row : null;
  const members = world.attempts.filter((each) => each.node === node && isPending(each));
  return members.length < batchMax ? own.row : null;
}

/** An operation was applied in the node's transaction; the attempt waits for the commit. */
export function join(world: World, at: number, attempt: Attempt, row: Row): World {
  const stale = world.open[attempt.node]?.stale ?? false;
  const open = world.open.with(attempt.node, { row, stale });
  return withAttempt({ ...world, open }, at, attempt);
}
