import { type Attempt, PHASES } from './attempt.ts';

/** An attempt as one number below 2^32; equal attempts, and only these, have equal numbers. */
export function packAttempt(attempt: Attempt): number {
  let code = PHASES.indexOf(attempt.phase);
  code = code * 16 + attempt.ticket;
  code = code * 16 + attempt.place;
  code = code * 64 + attempt.clock;
  code = code * 2 + attempt.node;
  code = code * 2 + attempt.version;
  code = code * 2 + (attempt.right ? 1 : 0);
  code = code * 2 + (attempt.compared ? 1 : 0);
  code = code * 2 + (attempt.refunded ? 1 : 0);
  code = code * 2 + (attempt.lapsed ? 1 : 0);
  return code * 2 + (attempt.sawLock ? 1 : 0);
}

/** The way back, for the numbers it has handed out. */
export class AttemptBook {
  readonly #attempts = new Map<number, Attempt>();
  readonly #codes = new WeakMap<Attempt, number>();

  pack(attempt: Attempt): number {
    const known = this.#codes.get(attempt);
    if (known !== undefined) return known;
    const code = packAttempt(attempt);
    if (!this.#attempts.has(code)) {
      this.#attempts.set(code, attempt);
      this.#codes.set(attempt, code);
    }
    return code;
  }

  unpack(code: number): Attempt {
    const attempt = this.#attempts.get(code);
    if (attempt === undefined) throw new Error(`no attempt was packed as ${code}`);
    return attempt;
  }
}
