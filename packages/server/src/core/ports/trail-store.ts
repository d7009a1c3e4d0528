import type { AuditFilter } from '../model/audit.ts';
import type { Instant } from '../model/instant.ts';
import type { ChainHead, Checkpoint, LaneHead, TrailEntry } from '../model/trail.ts';

/** A piece of a tenant's trail as it is stored; checkpoints come first, then heads, then entries. */
export type TrailPiece =
  | { readonly piece: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly piece: 'chain'; readonly head: ChainHead }
  | { readonly piece: 'lane'; readonly head: LaneHead }
  | { readonly piece: 'entry'; readonly entry: TrailEntry };

export interface TenantCheckpoint {
  readonly tenant: string;
  readonly checkpoint: Checkpoint;
}

/** What became of signing one tenant's trail. */
export type SigningResult =
  | TenantCheckpoint
  | { readonly tenant: string; readonly failure: string };

/** One page of the newest entries. */
export interface EntryPage {
  /** Only what is older than the entry with this `seq`. */
  readonly before?: number;
  readonly limit: number;
}

/** The part of the store that reads the audit trail, and makes it provable. */
export interface TrailStore {
  /** Everything a tenant's trail consists of, as of one instant, entries by their `seq`. */
  readTrail(tenant: string): AsyncIterable<readonly TrailPiece[]>;
  /** Newest first. */
  listEntries(tenant: string, filter: AuditFilter, page: EntryPage): Promise<readonly TrailEntry[]>;
  /** All of them as of one instant, oldest first; read as they are asked for. */
  readEntries(tenant: string, filter: AuditFilter): AsyncIterable<readonly TrailEntry[]>;
  /** Signs how far every lane has come that went on since; the checkpoints that came of it. */
  signTrails(now: Instant): Promise<readonly SigningResult[]>;
  /**
   * Removes entries older than `before`, oldest first and only as far as they follow one another
   * untouched, and signs what was removed in the same transaction.
   */
  dropEntries(tenant: string, before: Instant, now: Instant): Promise<DroppedEntries>;
}

export interface DroppedEntries {
  readonly count: number;
  /** The `seq` of an entry that is not as it was written: from there on all are kept as evidence. */
  readonly stoppedAt: number | null;
}
