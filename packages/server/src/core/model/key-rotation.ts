import type { Instant } from './instant.ts';

/** Which roots this data is under, as all nodes have to see it. */
export interface RootsInForce {
  /** Grows with every change, so that nodes can say how far they have followed. */
  readonly revision: number;
  /** Id of the root that seals from now on; `null`: the one the keyring names. */
  readonly active: string | null;
  readonly retired: readonly string[];
}

/** Names the fact that says so. */
export const ROOTS_FACT = 'key-roots';

export const NO_ROOTS_NAMED: RootsInForce = { revision: 0, active: null, retired: [] };

/**
 * `following`: waits until every node seals with the new root. `tenants`: gives keys to tenants that
 * have none. `values`: seals anew, pass after pass, until one finds nothing left to do.
 */
export type RotationState = 'following' | 'tenants' | 'values' | 'finished';

/** Names a row of a table that holds sealed values. */
export type SealedRowKey = readonly string[];

export interface RotationProgress {
  /** From 1; a pass that finds nothing to do is the last one, and the proof. */
  readonly pass: number;
  /** Table the pass is in, and the last row it looked at there. */
  readonly table: number;
  readonly after: SealedRowKey | null;
  /** Rows this pass looked at, and all of the pass before; `null` in the first. */
  readonly looked: number;
  readonly lookedBefore: number | null;
  /** Rows sealed anew in this pass, and in all. */
  readonly inPass: number;
  readonly resealed: number;
  /** Rows of this pass that do not open; they stay as they are. */
  readonly broken: number;
  /** The first of them, by table and key. */
  readonly brokenRows: readonly string[];
}

/** The change from one root to the next, as it is kept with the data: it survives every restart. */
export interface KeyRotation {
  /** 1, 2, 3: the newest is the one that counts. */
  readonly number: number;
  readonly state: RotationState;
  readonly root: string;
  /** The root in force before. */
  readonly before: string;
  readonly progress: RotationProgress;
  /** The node that works on it, and until when it may. */
  readonly owner: string | null;
  readonly leasedUntil: Instant | null;
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
}

export const FIRST_PASS: RotationProgress = {
  ...{ pass: 1, table: 0, after: null, looked: 0, lookedBefore: null },
  ...{ inPass: 0, resealed: 0, broken: 0, brokenRows: [] },
};

const BROKEN_ROWS_NAMED = 20;

/** What a portion of rows came to. */
export interface PortionResult {
  readonly looked: number;
  readonly resealed: number;
  readonly broken: readonly string[];
}

export function withPortion(progress: RotationProgress, portion: PortionResult): RotationProgress {
  return {
    ...progress,
    looked: progress.looked + portion.looked,
    inPass: progress.inPass + portion.resealed,
    resealed: progress.resealed + portion.resealed,
    broken: progress.broken + portion.broken.length,
    brokenRows: [...progress.brokenRows, ...portion.broken].slice(0, BROKEN_ROWS_NAMED),
  };
}

/** From the first table again: what others wrote behind the place this pass was at is found. */
export function nextPass({ pass, looked, resealed }: RotationProgress): RotationProgress {
  return { ...FIRST_PASS, pass: pass + 1, lookedBefore: looked, resealed };
}

/** A node that serves this data, as it last said of itself. */
export interface NodeNote {
  readonly id: string;
  /** Fingerprints of the roots it has, by id: two nodes may have given one id to two secrets. */
  readonly roots: Readonly<Record<string, string>>;
  /** Revision of the roots in force it has followed. */
  readonly revision: number;
  readonly seenAt: Instant;
}

/** A node that said nothing for so long is down, and reads the roots anew when it comes back. */
export const NODE_SILENT_MS = 15_000;

export function livingNodes(nodes: readonly NodeNote[], now: Instant): readonly NodeNote[] {
  return nodes.filter(({ seenAt }) => now - seenAt < NODE_SILENT_MS);
}
