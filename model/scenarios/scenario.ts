import type { LockoutPolicy } from '../../packages/server/src/core/model/lockout.ts';

export type StaffAct = 'unlock' | 'renew' | 'hold';

/** What one exploration is about. Instants and lengths are in ticks, far smaller than real ones. */
export interface Scenario {
  readonly name: string;
  /** In words, for the table. */
  readonly about: string;
  readonly engine: 'sqlite' | 'postgres';
  readonly nodes: 1 | 2;
  readonly wrong: number;
  readonly right: number;
  readonly policy: LockoutPolicy;
  /** Operations on this credential that may share one commit. */
  readonly batchMax: number;
  /** Nodes that die, and on PostgreSQL connections that break, at most. */
  readonly crashes: number;
  /** Comparisons that cannot run, at most. */
  readonly breakdowns: number;
  /** True time goes from 0 to here, and stands still after. */
  readonly timeMax: number;
  /** What a clock may be ahead (or behind, below 0); it may jump between these at any time. */
  readonly offsets: readonly [0, ...number[]];
  /** One of these happens at most once, at any time. */
  readonly staff: readonly StaffAct[];
}
