import { ConstraintViolation } from '../engine.ts';

/** Extended result codes of https://sqlite.org/rescode.html. */
const UNIQUE_CODES = [1555, 2067];
const FOREIGN_KEY_CODE = 787;

/** Reads the constraint out of a runtime error; `undefined` when it is something else. */
export function toViolation(error: unknown): ConstraintViolation | undefined {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  if (UNIQUE_CODES.includes(code)) return new ConstraintViolation('unique', { cause: error });
  if (code === FOREIGN_KEY_CODE) return new ConstraintViolation('foreign_key', { cause: error });
  return undefined;
}
