import { DatabaseError } from 'pg';
import { ConstraintViolation } from '../engine.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
/** Two nodes that make the same table at the same moment meet in the catalogue: table, or its type. */
const DUPLICATES = ['42P07', '42710'];

/**
 * What another try may cure: the transaction was rolled back as a whole. Classes 08 (connection),
 * 40 (serialisation failure, deadlock), 53 (no more connections, full disk), 55 (a lock that did
 * not come), 57 (shut down, cancelled), and a transaction the server ended because we were slow.
 */
const PASSING_CLASSES = ['08', '40', '53', '55', '57'];
const PASSING_CODES = [
  '25P03', // idle in transaction for too long
  '25006', // read-only: this is a standby now
];

/** A deadlock, or a lock that did not come. */
const LOCK_CODES = ['40P01', '55P03'];

/** Reads the constraint out of an error; `undefined` when it is something else. */
export function toViolation(error: unknown): ConstraintViolation | undefined {
  const code = codeOf(error);
  if (code === UNIQUE_VIOLATION || DUPLICATES.includes(code ?? '')) {
    return new ConstraintViolation('unique', { cause: error });
  }
  if (code === FOREIGN_KEY_VIOLATION) {
    return new ConstraintViolation('foreign_key', { cause: error });
  }
  return undefined;
}

/** Whether trying again may help. An error without a code is one of the connection's. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return true;
  return PASSING_CODES.includes(code) || PASSING_CLASSES.includes(code.slice(0, 2));
}

/**
 * Whether one operation alone is to blame: it broke a rule, or waits for a row somebody holds.
 * Others in its batch would go through without it.
 */
export function isOfOne(error: unknown): boolean {
  return !isPassing(error) || isLockTrouble(error);
}

/** A lock that did not come in time, or a deadlock: nothing was done. */
export function isLockTrouble(error: unknown): boolean {
  return LOCK_CODES.includes(codeOf(error) ?? '');
}

/** The server's own word; `undefined` when the server did not speak. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}
