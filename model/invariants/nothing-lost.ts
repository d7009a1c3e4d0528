import type { Invariant } from './invariant.ts';

export const nothingLost: Invariant = {
  name: 'nothing is lost',
  about: 'step',
  promise:
    'A later committed row never has fewer tickets, nor forgives fewer, than an earlier one.',
  breach(before, { after }) {
    const was = before.row.lockout;
    const is = after.row.lockout;
    if (is.tickets < was.tickets) return `${was.tickets} tickets became ${is.tickets}`;
    return is.forgiven < was.forgiven ? 'what was forgiven is owed again' : null;
  },
};
