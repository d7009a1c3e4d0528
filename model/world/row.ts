import type { LockoutState } from '../../packages/server/src/core/model/lockout.ts';

/** What the database holds of the credential, as far as guesses are concerned. */
export interface Row {
  /** Equal rows have equal ids. */
  readonly id: number;
  readonly lockout: LockoutState;
  /** Version of the verifier in force. */
  readonly version: number;
}

/** Gives equal rows one object and one number, so that a world is a few numbers. */
export class RowBook {
  readonly #rows: Row[] = [];
  readonly #ids = new Map<string, number>();

  of(lockout: LockoutState, version: number): Row {
    const text = JSON.stringify([version, lockout]);
    const known = this.at(this.#ids.get(text) ?? -1);
    if (known !== undefined) return known;
    const row = { id: this.#rows.length, lockout, version };
    this.#rows.push(row);
    this.#ids.set(text, row.id);
    return row;
  }

  at(id: number): Row | undefined {
    return this.#rows[id];
  }
}
