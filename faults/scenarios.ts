import type { Scenario } from './scenario.ts';
import {
  failingSyncPostgres,
  failingSyncSqlite,
  fullDiskPostgres,
  fullDiskSqlite,
} from './scenarios/broken-disk.ts';
import { clockJumps, mendedLocks } from './scenarios/clock-jumps.ts';
import {
  cutConnections,
  deadConnections,
  retriedCommits,
  stalledConnections,
} from './scenarios/cut-connections.ts';
import { asynchronousFailover, synchronousFailover } from './scenarios/failover.ts';
import { faultPointsPostgres, faultPointsSqlite, lateCharge } from './scenarios/fault-points.ts';
import {
  killStormPostgres,
  killStormSqlite,
  lazyCommits,
  noRowLocks,
} from './scenarios/kill-storm.ts';
import {
  forgottenRoots,
  rotationKillsPostgres,
  rotationKillsSqlite,
} from './scenarios/rotation-kills.ts';

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [
  faultPointsSqlite,
  faultPointsPostgres,
  lateCharge,
  killStormSqlite,
  lazyCommits,
  killStormPostgres,
  noRowLocks,
  synchronousFailover,
  asynchronousFailover,
  cutConnections,
  stalledConnections,
  deadConnections,
  retriedCommits,
  clockJumps,
  mendedLocks,
  fullDiskSqlite,
  fullDiskPostgres,
  failingSyncSqlite,
  failingSyncPostgres,
  rotationKillsSqlite,
  rotationKillsPostgres,
  forgottenRoots,
];
