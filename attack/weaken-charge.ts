import type { Edit } from './row.ts';

const FILE = 'core/usecases/charge-attempt.ts';
const CHARGE = '  return store.applyToCredential(key, decide, challengeAlong(call));';

/** Has each charge decide on something else than what is stored: `stored` is that, in an expression. */
export function chargeOn(lockout: string): readonly Edit[] {
  const put = `  const elsewhere: typeof decide = (stored, read) =>
    decide({ ...stored, lockout: ${lockout} }, read);
  return store.applyToCredential(key, elsewhere, challengeAlong(call));`;
  return [{ file: FILE, find: CHARGE, put }];
}

/** Gives each value of an expression about the call a budget of its own, kept in memory. */
export function budgetFor(expression: string): readonly Edit[] {
  const put = `  const account = JSON.stringify([key, ${expression}]);
  const book = ((globalThis as any).apart ??= new Map());
  const apart: typeof decide = (stored, read) => {
    const lockout = book.get(account) ?? stored.lockout;
    const decision = decide({ ...stored, lockout }, read);
    if (decision.next) book.set(account, decision.next.lockout);
    return decision;
  };
  return store.applyToCredential(key, apart, challengeAlong(call));`;
  return [{ file: FILE, find: CHARGE, put }];
}
