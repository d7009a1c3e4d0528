import type { Invariant } from './invariant.ts';

export const ticketOfItsOwn: Invariant = {
  name: 'ticket of its own',
  about: 'state',
  promise:
    'No two attempts ever hold the same ticket, and every charge is in the row that is read next.',
  breach(_before, { after }) {
    const held = after.attempts.filter(({ phase }) => phase === 'charged' || phase === 'proven');
    if (new Set(held.map(({ ticket }) => ticket)).size < held.length)
      return 'one ticket, two holders';
    const { tickets } = after.row.lockout;
    const { charges } = after.ledger;
    return tickets === charges
      ? null
      : `charges committed: ${charges}, tickets on disk: ${tickets}`;
  },
};
