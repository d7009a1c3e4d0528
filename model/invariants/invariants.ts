import { budgetPerWindow } from './budget-per-window.ts';
import { chargeBeforeCompare } from './charge-before-compare.ts';
import { crashRefundsNothing } from './crash-refunds-nothing.ts';
import { hardCap } from './hard-cap.ts';
import type { Invariant } from './invariant.ts';
import { laterChargesStayCounted } from './later-charges-stay-counted.ts';
import { lockedEvaluatesNothing } from './locked-evaluates-nothing.ts';
import { locksNeverShorter } from './locks-never-shorter.ts';
import { nothingLost } from './nothing-lost.ts';
import { refundOnlyUncompared } from './refund-only-uncompared.ts';
import { rollingLimit } from './rolling-limit.ts';
import { successOfThePinInForce } from './success-of-the-pin-in-force.ts';
import { ticketOfItsOwn } from './ticket-of-its-own.ts';

/** Every promise that is held against every step of every exploration. */
export const INVARIANTS: readonly Invariant[] = [
  budgetPerWindow,
  hardCap,
  chargeBeforeCompare,
  ticketOfItsOwn,
  nothingLost,
  laterChargesStayCounted,
  crashRefundsNothing,
  refundOnlyUncompared,
  lockedEvaluatesNothing,
  locksNeverShorter,
  successOfThePinInForce,
  rollingLimit,
];
