import {
  type Credential,
  type CredentialKey,
  DAMAGED_CREDENTIAL,
  NO_CREDENTIAL,
} from '../../core/model/credential.ts';
import type { RowCrypto } from '../../core/ports/row-crypto.ts';
import type { Row, SqlValue, Statement } from '../engine/engine.ts';
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
import { RecentMap } from './recent-map.ts';
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
  /** The life of its subject; a first row counts its generations from there. */
  readonly born: number;
  /** The newest generation there was of a row that is gone. */
  readonly after?: number;
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
  /** Rows authenticated here lately, by their MACs: a settlement finds what its charge wrote. */
  readonly #made = new RecentMap<readonly SqlValue[]>(MADE_KEPT);

  constructor(crypto: RowCrypto) {
    this.#seal = rowSeal(crypto, SEALED_CREDENTIALS);
  }

  open(reading: CredentialReading): Opened {
    const { key, row } = reading;
    if (row !== undefined && this.#isLeftOver(row)) return openLeftOver(row, reading);
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

  /**
   * A damaged row, to be replaced: nothing in it is believed, and what is written comes after
   * everything that is known.
   */
  replacing({ row, past, known }: CredentialReading): OpenedCredential {
    const born = past === undefined ? 0 : (integerOrNull(past, 'subject_born') ?? 0);
    const newest = Math.max(born, known ?? 0, past === undefined ? 0 : (spokenOf(past) ?? 0));
    const place = { born, generation: newest };
    const credential = DAMAGED_CREDENTIAL;
    return row === undefined
      ? { credential, place: null, born, after: newest }
      : { credential, place, born };
  }

  /** The next state of a credential. */
  write(key: CredentialKey, next: Credential, { place, born, after }: OpenedCredential): Written {
    const last = place?.generation ?? after ?? born;
    const at = { born: place?.born ?? born, generation: last + 1 };
    const values = valuesOf(key, at, next);
    const how = place === null ? 'insert' : 'update';
    const mac = this.#seal.macOf(values);
    this.#made.set(mac, values);
    return { statement: writeCredential(how, values, mac), place: at };
  }

  /**
   * Whether a row is of the life before: another node, which met the person between two lives, wrote
   * it late. It says nothing about who has the id now.
   */
  #isLeftOver(row: Row): boolean {
    const { born, subject_born: now } = row;
    return typeof born === 'number' && typeof now === 'number' && born < now && this.#isOurs(row);
  }

  #isOurs(row: Row): boolean {
    return this.#isAsMade(row) || this.#seal.isIntact(row);
  }

  /** To compare is a tenth of the work of a MAC. */
  #isAsMade(row: Row): boolean {
    const made = this.#made.get(String(row['mac']));
    const { columns } = this.#seal;
    return made?.every((value, place) => isSameValue(value, row[columns[place] ?? ''])) ?? false;
  }

  #wrongIn(row: Row, { past, known }: CredentialReading): string | null {
    if (!this.#isOurs(row)) return 'the row is not as it was written';
    if (row['born'] !== row['subject_born']) {
      return `the row is of somebody who had this id before: ${row['born']}, ${row['subject_born']}`;
    }
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

/** About a kilobyte each; a settlement comes within a second. */
const MADE_KEPT = 1_000;

export interface Written {
  readonly statement: Statement;
  readonly place: CredentialPlace;
}

/** As where there is no row; the next state is written over it. */
function openLeftOver(row: Row, reading: CredentialReading): Opened {
  const { key, past } = reading;
  const { tenant, subject, purpose } = key;
  const about = { table: 'credentials', tenant, subject, purpose };
  if (past === undefined) {
    return { damage: { ...about, reason: `the row is of a life before: ${row['born']}` } };
  }
  const reason = missing(reading);
  if (reason !== null) return { damage: { ...about, reason } };
  const born = integer(row, 'subject_born');
  // Before the first of this life, which is written next: nobody is to remember one that never was.
  const generation = born - 1;
  const { suspended } = toCredential(row);
  return {
    opened: { credential: { ...NO_CREDENTIAL, suspended }, place: { born, generation }, born },
  };
}

/** Nothing is missing where there is no subject, or it was made after all that is known. */
function missing({ past, known }: CredentialReading): string | null {
  if (past === undefined) return known === undefined ? null : 'the row is gone';
  const born = integerOrNull(past, 'subject_born');
  const newest = Math.max(known ?? -1, spokenOf(past) ?? -1);
  return born === null || newest < born ? null : `the row is gone: generation ${newest} was there`;
}

function isSameValue(one: SqlValue, other: SqlValue | undefined): boolean {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return one === other;
  return Buffer.compare(one, other) === 0;
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
