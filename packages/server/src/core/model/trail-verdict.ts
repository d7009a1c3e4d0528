import { Fault } from '../fault.ts';
import type { Checkpoint } from './trail.ts';

/** What is wrong with a trail first, by the order its entries were written in. */
export interface TrailFinding {
  /**
   * `altered`: it is not what was written. `missing`: it is gone. `reordered`: it stands where
   * another one stood. `checkpoint`: what proves the trail is damaged, not the entries.
   */
  readonly kind: 'altered' | 'missing' | 'reordered' | 'checkpoint';
  /** Of the entry; of a missing one, of the next entry of its lane, `null` where there is none. */
  readonly seq: number | null;
  readonly lane: string | null;
  /** Of the entry that was written there. */
  readonly number: number | null;
  readonly explanation: string;
}

export interface TrailVerdict {
  readonly outcome: 'intact' | 'broken';
  readonly entries: number;
  /** Of these, how many were never chained: for them nothing is proven. */
  readonly unchained: number;
  readonly checkpoints: number;
  readonly first: TrailFinding | null;
}

/** A checkpoint that somebody kept outside the database. */
export interface Anchor {
  readonly tenant: string;
  readonly chain: string;
  readonly number: number;
  readonly signature: string;
}

/** One word, as the log says it for whoever keeps it elsewhere. */
export function showAnchor(tenant: string, checkpoint: Omit<Anchor, 'tenant'>): string {
  const { chain, number, signature } = checkpoint;
  return [tenant, chain, number, signature].join(':');
}

/** Reads what {@link showAnchor} wrote. Throws `request_malformed` for anything else. */
export function readAnchor(text: string): Anchor {
  const [, tenant = '', chain = '', number = '', signature = ''] =
    /^([a-z0-9-]+):([\w-]+):(\d{1,15}):([\w-]+)$/.exec(text) ?? [];
  if (signature !== '') return { tenant, chain, number: Number(number), signature };
  const sentence = 'An anchor is tenant:chain:number:signature, as the log says it.';
  throw new Fault('request_malformed', sentence);
}

export function isAnchor({ chain, number, signature }: Checkpoint, anchor: Anchor): boolean {
  return chain === anchor.chain && number === anchor.number && signature === anchor.signature;
}
