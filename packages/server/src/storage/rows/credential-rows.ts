import { type Credential, type CredentialKey, NO_CREDENTIAL } from '../../core/model/credential.ts';
import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull } from '../queries/column.ts';
import {
  type CredentialPlace,
  SEALED_CREDENTIALS,
  toCredential,
  valuesOf,
  writeCredential,
} from '../queries/credentials.ts';
import type { Damage } from './damaged-row.ts';
import { KnownGenerations } from './known-generations.ts';
import { type RowSeal, rowSeal } from './row-seal.ts';

/** What was read of one credential, in one transaction or one look. */
export interface CredentialReading {
  readonly key: CredentialKey;
  readonly row: Row | undefined;
  /** Row of `selectPast`, where it was read. */
  readonly past?: Row | undefined;
  /** The newest generation known when the reading began: meanwhile others may go on. */
  readonly known: number | undefined;
}

/** A credential as it was written, and which of its states this is; `null`: it has no row. */
export interface OpenedCredential {
  readonly credential: Credential;
  readonly place: CredentialPlace | null;
  /** Where a first row would begin. */
  readonly born: number;
}

/** Damaged, or another node was at it meanwhile: to be read again, with the past. */
export type Opened = { readonly opened: OpenedCredential } | { readonly damage: Damage };

/**
 * Reads and writes rows of credentials so that nobody but a holder of the keyring can make one, move
 * one, or put an earlier one back. What came later is known from memory, and from the audit trail
 * the first time a credential is used.
 */
export class CredentialRows {
  readonly known = new KnownGenerations();
  readonly #seal: RowSeal;

  constructor(crypto: RowCrypto) {
    this.#seal = rowSeal(crypto, SEALED_CREDENTIALS);
  }

  open(reading: CredentialReading): Opened {
    const { key, row } = reading;
    const reason = row === undefined ? missing(reading) : this.#wrongIn(row, reading);
    if (reason === null) return { opened: toOpened(reading) };
    const { tenant, subject, purpose } = key;
    if (subject === '') return { opened: NOBODY };
    return { damage: { table: 'credentials', tenant, subject, purpose, reason } };
  }

  /** A row by itself, wherever it comes from; `null` when it is not as it was written. */
  openAlone(key: CredentialKey, columns: Row): OpenedCredential | null {
    const row = { ...columns, suspended_at: null, subject_born: columns['born'] ?? null };
    const read = this.open({ key, row, known: undefined });
    return 'opened' in read ? read.opened : null;
  }

  /** The next state of a credential. */
  write(key: CredentialKey, next: Credential, { place, born }: OpenedCredential): Written {
    const at = { born: place?.born ?? born, generation: (place?.generation ?? born) + 1 };
    const values = valuesOf(key, at, next);
    const how = place === null ? 'insert' : 'update';
    return { statement: writeCredential(how, values, this.#seal.macOf(values)), place: at };
  }

  #wrongIn(row: Row, { past, known }: CredentialReading): string | null {
    if (!this.#seal.isIntact(row)) return 'the row is not as it was written';
    if (row['born'] !== row['subject_born']) return 'the row is of somebody who had this id before';
    const generation = integer(row, 'generation');
    const newest = Math.max(known ?? 0, past === undefined ? 0 : (spokenOf(past) ?? 0));
    if (generation >= newest) return null;
    return `the row is an earlier one: generation ${generation} after ${newest}`;
  }
}

/**
 * The row of a decoy holds nothing that is ever looked at. It is checked like all others, for the work
 * has to be the same; but a damaged one must not tell strangers from people.
 */
const NOBODY: OpenedCredential = {
  credential: NO_CREDENTIAL,
  place: { born: 0, generation: 0 },
  born: 0,
};

export interface Written {
  readonly statement: Statement;
  readonly place: CredentialPlace;
}

/** Nothing is missing where there is no subject, or it was made after all that is known. */
function missing({ past, known }: CredentialReading): string | null {
  if (past === undefined) return known === undefined ? null : 'the row is gone';
  const born = integerOrNull(past, 'subject_born');
  const newest = Math.max(known ?? -1, spokenOf(past) ?? -1);
  return born === null || newest < born ? null : `the row is gone: generation ${newest} was there`;
}

function spokenOf(past: Row): number | null {
  return integerOrNull(past, 'generation');
}

function toOpened({ row, past }: CredentialReading): OpenedCredential {
  const born = past === undefined ? 0 : (integerOrNull(past, 'subject_born') ?? 0);
  if (row === undefined) return { credential: toCredential(undefined), place: null, born };
  const place = { born: integer(row, 'born'), generation: integer(row, 'generation') };
  return { credential: toCredential(row), place, born: place.born };
}
