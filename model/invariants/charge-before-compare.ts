import type { Invariant } from './invariant.ts';

export const chargeBeforeCompare: Invariant = {
  name: 'charge before compare',
  about: 'state',
  promise: 'No attempt is compared unless its charge is committed.',
  breach(_before, { after }) {
    const { tickets } = after.row.lockout;
    const compared = after.attempts.filter((attempt) => attempt.compared);
    const owing = compared.find(({ place }) => place > tickets);
    return owing !== undefined || compared.length > tickets
      ? `attempts compared: ${compared.length}, tickets on disk: ${tickets}`
      : null;
  },
};
