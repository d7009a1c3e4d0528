import { isClosed } from '../invariants/closed.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { type Attempt, end, isPending } from '../world/attempt.ts';
import type { Ledger, OpenTransaction, World } from '../world/world.ts';

/**
 * The transaction of a node is on disk, whoever will hear of it. What it made true is entered into
 * the ledger; its attempts still wait to be told.
 */
export function land(world: World, node: number, { policy, rolling }: Landing): World {
  const transaction = world.open[node];
  if (!transaction) return world;
  let { ledger } = world;
  const attempts = [...world.attempts];
  for (const at of membersOf(world, node)) {
    const attempt = attempts[at];
    if (attempt === undefined) continue;
    const entered = enter(attempt, ledger, { world, transaction, policy });
    ledger = entered.ledger;
    const clock = rolling ? entered.attempt.clock : 0;
    attempts[at] = { ...entered.attempt, clock };
  }
  const open = world.open.map((other, of) =>
    of === node || other === null ? null : { ...other, stale: true },
  );
  return { ...world, row: transaction.row, open, attempts, ledger };
}

type Landing = Pick<Scenario, 'policy'> & { readonly rolling: boolean };

export function landingOf({ policy }: Scenario): Landing {
  return { policy, rolling: policy.rolling !== null };
}

/** In the order of their tickets, which is that in which they joined. */
export function membersOf({ attempts }: World, node: number): readonly number[] {
  return attempts
    .map((attempt, at) => ({ attempt, at }))
    .filter(({ attempt }) => attempt.node === node && isPending(attempt))
    .sort((a, b) => a.attempt.ticket - b.attempt.ticket)
    .map(({ at }) => at);
}

interface Entry {
  readonly world: World;
  readonly transaction: OpenTransaction;
  readonly policy: Scenario['policy'];
}

function enter(
  attempt: Attempt,
  ledger: Ledger,
  entry: Entry,
): { readonly attempt: Attempt; readonly ledger: Ledger } {
  if (attempt.phase === 'settling') {
    const clearings = ledger.clearings | (1 << attempt.place);
    return { attempt, ledger: { ...ledger, clearings } };
  }
  if (attempt.phase === 'refunding') return { attempt: { ...attempt, refunded: true }, ledger };
  if (attempt.phase !== 'charging') return { attempt, ledger };
  const charges = ledger.charges + 1;
  const place = attempt.place === 0 ? charges : attempt.place;
  // Who read a row that was replaced meanwhile is judged by the one that replaced it.
  const { stale } = entry.transaction;
  const lapsed = attempt.lapsed && !stale;
  const { row } = entry.world;
  const sawLock = attempt.sawLock || (stale && isClosed(row.lockout, entry.policy, attempt.clock));
  const lapses = lapsed ? ledger.lapses | (1 << (place - 1)) : ledger.lapses;
  const entered = { ...attempt, place, sawLock, lapsed: false };
  return { attempt: entered, ledger: { ...ledger, charges, lapses } };
}

/** Nobody hears of it any more. */
export function endAll(world: World, isConcerned: (attempt: Attempt) => boolean): World {
  const attempts = world.attempts.map((each) => (isConcerned(each) ? end(each) : each));
  return { ...world, attempts };
}
