import {
  type Credential,
  type CredentialKey,
  DAMAGED_CREDENTIAL,
} from '../../core/model/credential.ts';
import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Row } from '../engine/engine.ts';
import { text } from '../queries/column.ts';
import { CredentialRows } from './credential-rows.ts';
import { type Damage, damagedRow } from './damaged-row.ts';
import { type DamageSink, SealedRows, type SealedRowsTable } from './sealed-rows.ts';

/** Hears of damage that was met. Must not throw. */
export type OnDamage = (damage: Damage) => void;

export interface Damaged {
  readonly damage: Damage;
}

/** What every store needs to read and write authenticated rows. */
export class RowGuard implements DamageSink {
  readonly credentials: CredentialRows;
  readonly #crypto: RowCrypto;
  readonly #onDamage: OnDamage;

  constructor(crypto: RowCrypto, onDamage: OnDamage) {
    this.credentials = new CredentialRows(crypto);
    this.#crypto = crypto;
    this.#onDamage = onDamage;
  }

  /** Of a table whose rows need no order. */
  rowsOf(table: SealedRowsTable): SealedRows {
    return new SealedRows(this.#crypto, table, this);
  }

  /**
   * Does what needs a credential; where it looks damaged, again, with what the audit trail knows of
   * it. Another node that deletes a subject and makes it anew between two reads looks like damage,
   * once; what somebody did to the database is there the second time, and is told as the fault
   * `integrity`. Nothing is written then.
   */
  async lookTwice<R extends object>(
    key: CredentialKey,
    apply: (known: number | undefined, closely: boolean) => Promise<R | Damaged>,
  ): Promise<R> {
    let before: string | null = null;
    for (let looks = 1; ; looks += 1) {
      const known = this.credentials.known.newestOf(key);
      const applied = await apply(known, looks > 1 || known === undefined);
      if (!isDamage(applied)) return applied;
      const { damage } = applied;
      if (damage.reason === before || looks === LOOKS_MAX) throw this.refuse(damage);
      before = damage.reason;
    }
  }

  /**
   * A credential on a list, from its own row. What is damaged is told of, and shown as one that lets
   * nobody in: staff who look for it have to see the list it is on.
   */
  readonly show = (row: Row): Credential => {
    const key = {
      tenant: text(row, 'tenant'),
      subject: text(row, 'subject'),
      purpose: text(row, 'purpose'),
    };
    const read = this.credentials.open({ key, row, known: undefined });
    if ('opened' in read) return read.opened.credential;
    this.tell(read.damage);
    return DAMAGED_CREDENTIAL;
  };

  tell(damage: Damage): void {
    this.#onDamage(damage);
  }

  /** Tells of the damage, and how callers hear of it. */
  refuse(damage: Damage): Error {
    this.tell(damage);
    return damagedRow(damage);
  }
}

/**
 * A second look may meet another change of the same kind, and then says another thing: a life that
 * ended has other numbers. What somebody did to the database is there unchanged.
 */
const LOOKS_MAX = 50;

function isDamage(applied: object): applied is Damaged {
  return 'damage' in applied;
}
