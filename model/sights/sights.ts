import { countedAfter, lastCleared, locksSatOut } from '../invariants/ledger-reading.ts';
import { isUnderWay } from '../world/attempt.ts';
import type { Sight } from './sight.ts';

/** What the scenarios together have to show, or `npm run model` fails. */
export const SIGHTS: readonly Sight[] = [
  {
    name: 'seven requests under way at once',
    isSeen: ({ attempts }) => attempts.filter(isUnderWay).length === 7,
  },
  {
    name: 'seven requests under way on two nodes',
    isSeen: ({ attempts }) =>
      attempts.filter(isUnderWay).length === 7 && attempts.some(({ node }) => node === 1),
  },
  {
    name: 'three crashes, and guesses counted',
    isSeen: ({ crashesLeft, row }, { crashes }) =>
      crashes === 3 && crashesLeft === 0 && row.lockout.failures > 0,
  },
  {
    name: 'the hard cap reached after a lock was sat out',
    isSeen: ({ row, ledger }, { policy }) =>
      row.lockout.failures >= policy.failuresMax && ledger.lapses !== 0,
  },
  {
    name: 'a second, longer lock in force',
    isSeen: ({ row, ledger }) => row.lockout.lockedUntil !== null && locksSatOut(ledger) === 1,
  },
  {
    name: 'a success with later charges still counted',
    isSeen: (world) =>
      lastCleared(world.ledger) > 0 && countedAfter(world, lastCleared(world.ledger)).length > 1,
  },
  {
    name: 'a success of an earlier budget, settled in a later one',
    isSeen: ({ ledger }) =>
      ledger.lapses >= 2 && ledger.clearings !== 0 && ledger.clearings < ledger.lapses,
  },
  {
    name: 'a refund beside guesses that count',
    isSeen: ({ attempts, row }) =>
      attempts.some(({ refunded }) => refunded) && row.lockout.failures > 0,
  },
  {
    name: 'a charge on disk that its node never heard of',
    isSeen: ({ attempts }) =>
      attempts.some(({ phase, place, compared }) => phase === 'over' && place > 0 && !compared),
  },
  {
    name: 'a right PIN that came too late',
    isSeen: ({ attempts }) => attempts.some(({ phase }) => phase === 'denying'),
  },
];
