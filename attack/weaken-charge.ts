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

/**
 * Gives each value of an expression about the call a budget of its own, kept in memory. Charges of one
 * account take turns: a store may have a decision made again, and only the last one counts.
 */
export function budgetFor(expression: string): readonly Edit[] {
  const put = `  const account = JSON.stringify([key, ${expression}]);
  const { book, turns } = ((globalThis as any).apart ??= { book: new Map(), turns: new Map() });
  const charge = async () => {
    let next: any;
    const apart: typeof decide = (stored, read) => {
      const decision = decide({ ...stored, lockout: book.get(account) ?? stored.lockout }, read);
      next = decision.next;
      return decision;
    };
    const charged = await store.applyToCredential(key, apart, challengeAlong(call));
    if (next) book.set(account, next.lockout);
    return charged;
  };
  const turn = (turns.get(account) ?? Promise.resolve()).then(charge);
  turns.set(account, turn.catch(() => undefined));
  return turn;`;
  return [{ file: FILE, find: CHARGE, put }];
}
