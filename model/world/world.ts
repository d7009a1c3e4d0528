import { INITIAL_LOCKOUT } from '../../packages/server/src/core/model/lockout.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { type Attempt, newAttempt } from './attempt.ts';
import type { Row, RowBook } from './row.ts';

/** A transaction that has read the row and not ended. */
export interface OpenTransaction {
  /** The row as it will be when this commits. */
  readonly row: Row;
  /** Somebody else committed since it read. Cannot happen while the row is locked. */
  readonly stale: boolean;
}

/** What happened in truth, kept apart from the row so that the row can be held against it. */
export interface Ledger {
  /** Charges that were ever committed. */
  readonly charges: number;
  /** Bit p: a fresh budget began after place p, because a timed lock had ended. */
  readonly lapses: number;
  /** Bit p: a success, an unlock or a new PIN forgave everything up to place p. */
  readonly clearings: number;
}

/** Everything at one moment: the database, the nodes and their clocks, the requests, the truth. */
export interface World {
  readonly row: Row;
  /** By node: the transaction it has open. */
  readonly open: readonly (OpenTransaction | null)[];
  readonly attempts: readonly Attempt[];
  /** True time; the clock of a node shows it plus its own offset. */
  readonly time: number;
  /** By node: which of the scenario's offsets its clock has. */
  readonly offsets: readonly number[];
  readonly crashesLeft: number;
  readonly breakdownsLeft: number;
  readonly staffLeft: number;
  readonly ledger: Ledger;
}

export function firstWorld(scenario: Scenario, rows: RowBook): World {
  const { nodes, wrong, right } = scenario;
  return {
    row: rows.of(INITIAL_LOCKOUT, 0),
    open: Array.from({ length: nodes }, () => null),
    attempts: [
      ...Array.from({ length: wrong }, () => newAttempt(false)),
      ...Array.from({ length: right }, () => newAttempt(true)),
    ],
    time: 0,
    offsets: Array.from({ length: nodes }, () => 0),
    crashesLeft: scenario.crashes,
    breakdownsLeft: scenario.breakdowns,
    staffLeft: scenario.staff.length === 0 ? 0 : 1,
    ledger: { charges: 0, lapses: 0, clearings: 0 },
  };
}

/** Far enough from 0 for a clock that goes back. */
const CLOCK_START = 10;

export function clockOf({ time, offsets }: World, node: number, scenario: Scenario): number {
  return CLOCK_START + time + (scenario.offsets[offsets[node] ?? 0] ?? 0);
}

export function withAttempt(world: World, at: number, attempt: Attempt): World {
  return { ...world, attempts: world.attempts.with(at, attempt) };
}
