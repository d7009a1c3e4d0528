/**
 * How far a database has come, in a number that only rises and is kept twice: in the database and in
 * a file apart from it. A database that is put back from a copy has an older number than the file.
 */
export interface Epoch {
  /** Given to a database once. Copies of it share it. */
  readonly lineage: string;
  readonly number: number;
}

/** What one server remembers outside the database. */
export interface KeptEpoch extends Epoch {
  /** It saw the database fall behind this number, and nobody has answered for that yet. */
  readonly lost: boolean;
  /**
   * Its rows were authenticated by then, all of them: rows without authentication are none from before,
   * whatever the database says of itself.
   */
  readonly sealed?: true;
  /** Tenants that were deleted: they are in an older state of the database, and stay deleted. */
  readonly shredded?: readonly string[];
}

/**
 * Every time somebody answers for the state of a database, its number goes to the next multiple of
 * this. Turns of servers never get that far: a thousand a second need seven weeks.
 */
const ERA = 2 ** 32;

/** Where a lineage begins, before its database has a number. */
export const UNBORN = 0;

export type EpochVerdict =
  /** Nothing was ever stored under a number: a lineage begins. */
  | 'begins'
  | 'current'
  /** The database is older than the file knows. */
  | 'old_copy'
  /** The file is about another database. */
  | 'other_lineage'
  /** There is no file, so nobody knows how old the database is. */
  | 'file_missing';

/** Compares what the database says with what was kept apart from it. */
export function judgeEpoch(stored: Epoch | null, kept: KeptEpoch | null): EpochVerdict {
  if (kept === null) return stored === null ? 'begins' : 'file_missing';
  const isUnborn = kept.number === UNBORN;
  if (stored === null) return isUnborn ? 'begins' : 'old_copy';
  // Of nodes that start at once on a new database, one gives it its lineage.
  if (isUnborn) return 'current';
  if (stored.lineage !== kept.lineage) return 'other_lineage';
  return isBehind(stored, kept) ? 'old_copy' : 'current';
}

/** Whether commits this server has seen are gone. Once it was, only a new era ends that. */
export function isBehind(stored: Epoch, kept: KeptEpoch): boolean {
  if (eraOf(stored.number) > eraOf(kept.number)) return false;
  return kept.lost || stored.number < kept.number;
}

/** The first number of an era that nobody has seen yet. */
export function nextEra(...known: readonly (Epoch | null)[]): number {
  const numbers = known.map((epoch) => epoch?.number ?? UNBORN);
  return (eraOf(Math.max(...numbers)) + 1) * ERA;
}

function eraOf(number: number): number {
  return Math.floor(number / ERA);
}
