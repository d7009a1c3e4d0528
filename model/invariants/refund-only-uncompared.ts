import type { Invariant } from './invariant.ts';

export const refundOnlyUncompared: Invariant = {
  name: 'refund only uncompared',
  about: 'state',
  promise: 'No attempt is both compared and refunded.',
  breach(_before, { after }) {
    const both = after.attempts.find(({ compared, refunded }) => compared && refunded);
    return both === undefined ? null : `ticket ${both.place} was compared and given back`;
  },
};
