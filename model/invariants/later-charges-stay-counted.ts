import type { Invariant } from './invariant.ts';
import { countedAfter, lastCleared, lastOpening } from './ledger-reading.ts';

/** Of what a success leaves, and equally of what a crash or a refund leaves. */
export const laterChargesStayCounted: Invariant = {
  name: 'later charges stay counted',
  about: 'state',
  promise:
    'The row counts every charge that was made after the last success or unlock and not refunded.',
  breach(_before, { after }) {
    const { failures, spent } = after.row.lockout;
    const owed = countedAfter(after, lastCleared(after.ledger)).length;
    if (failures < owed) return `charges that count: ${owed}, in the row: ${failures}`;
    const inBudget = countedAfter(after, lastOpening(after.ledger)).length;
    return spent < inBudget ? `charges of this budget: ${inBudget}, in the row: ${spent}` : null;
  },
};
