import type { Epoch, KeptEpoch } from '../model/epoch.ts';

/** Ties a text to the keyring: without it nobody makes a mark that holds. */
export interface EpochCrypto {
  mac(text: string): string;
  /** Compares without an early exit. */
  isMac(text: string, mac: string): boolean;
}

/** The number in the database. */
export interface StoredEpoch {
  /** `null` where there is none. Throws for one that was not written with these keys. */
  read(): Promise<Epoch | null>;
  /** Gives a database without a number this lineage, at 1; does nothing where there is one. */
  begin(lineage: string): Promise<void>;
  /** Raises the number by one, durably. Of several servers at once each gets another number. */
  advance(): Promise<{ readonly before: Epoch; readonly after: Epoch }>;
  /** Tenants that were deleted; `leaving`: only those whose rows are still being removed. */
  shredded(which: 'all' | 'leaving'): Promise<readonly string[]>;
  /** Puts this in place of whatever is there. */
  replace(epoch: Epoch): Promise<void>;
}

/** The number apart from the database. */
export interface EpochFile {
  /** Where it is, for people. */
  readonly path: string;
  /** `null` where there is none. Throws, saying what to do, for one that is damaged or not ours. */
  read(): KeptEpoch | null;
  /** Durable before it resolves; readers see the old content or the new one. One at a time. */
  write(kept: KeptEpoch): Promise<void>;
}
