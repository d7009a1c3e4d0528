import type { Invariant } from './invariant.ts';

export const crashRefundsNothing: Invariant = {
  name: 'a crash refunds nothing',
  about: 'step',
  promise:
    'A crash, a lost connection or an undone transaction leaves the row as it was, or as the ' +
    'transaction under way had made it.',
  breach(before, { kind, after }) {
    if (kind !== 'fault' && kind !== 'rollback') return null;
    const possible = [before.row, ...before.open.map((transaction) => transaction?.row)];
    return possible.includes(after.row) ? null : 'the row is one that nobody had decided';
  },
};
