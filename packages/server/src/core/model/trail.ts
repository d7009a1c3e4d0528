import type { AuditEntry } from './audit.ts';
import type { Instant } from './instant.ts';

/*
 * The audit trail of a tenant as a chain. Every writer writes into a *lane* of its own, so that none
 * waits for another: the entries of a lane are numbered from 1, and each is authenticated over its
 * content, its number and the one before it. *Checkpoints* are signed and follow one another; they
 * say which lanes there are, how far each had come, and what was dropped because its time was over.
 */

/** Where an entry stands in the chain. */
export interface Link {
  readonly lane: string;
  readonly number: number;
  readonly mac: string;
  /** The entry's number in the database that wrote it; `null`: the one it has. */
  readonly place: number | null;
}

/** An entry as it is stored. `link` is `null` for one that was never chained. */
export interface TrailEntry {
  readonly seq: number;
  readonly entry: AuditEntry;
  readonly link: Link | null;
}

/** An entry of a lane and its authentication: all before it is bound by that, too. */
export interface LaneMark {
  readonly lane: string;
  /** 0: nothing yet. */
  readonly number: number;
  readonly mac: string;
}

/** How far a lane has come, as its writer says in the transaction of each entry. */
export interface LaneHead extends LaneMark {
  readonly chain: string;
  readonly proof: string;
}

/**
 * `opened`: these lanes exist from now on. `signed`: they had come as far as said. `dropped`: their
 * entries up to the one named were removed, because the tenant keeps them no longer.
 */
export type CheckpointKind = 'opened' | 'signed' | 'dropped';

export interface Checkpoint {
  readonly chain: string;
  readonly number: number;
  readonly at: Instant;
  readonly kind: CheckpointKind;
  readonly lanes: readonly LaneMark[];
  readonly signature: string;
}

/** The newest checkpoint of a chain, as stored beside it. */
export interface ChainHead {
  readonly chain: string;
  readonly number: number;
  readonly signature: string;
  readonly proof: string;
}

type Content = string | number | null;

/** Everything an entry says, in the order it is authenticated and stored in. */
export function entryFields(entry: AuditEntry): readonly Content[] {
  const { at, tenant, action, outcome, subject, purpose } = entry;
  const { actor, dialect, source, requestId, reason, generation } = entry;
  return [
    ...[at, tenant, action, outcome, subject, purpose],
    ...[actor, dialect, source, requestId, reason, generation ?? null],
  ];
}

/** Fields of entries from before there were generations. */
const FIRST_FIELDS = 11;

/** What is authenticated for an entry; `before` is the authentication of the one before, or ''. */
export function entryText(
  fields: readonly unknown[],
  {
    lane,
    number,
    place,
  }: { readonly lane: string; readonly number: number; readonly place: number },
  before: string,
): string {
  // Without a generation the text is what it was before there were any: old entries stay provable.
  const said = fields[FIRST_FIELDS] === null ? fields.slice(0, FIRST_FIELDS) : fields;
  return JSON.stringify(['entry', before, lane, number, place, said]);
}

export function headText({ chain, lane, number, mac }: Omit<LaneHead, 'proof'>): string {
  return JSON.stringify(['head', chain, lane, number, mac]);
}

export function chainText({ chain, number, signature }: Omit<ChainHead, 'proof'>): string {
  return JSON.stringify(['chain', chain, number, signature]);
}

/** What is signed for a checkpoint; `before` is the signature of the one before, or ''. */
export function checkpointText(
  tenant: string,
  { chain, number, at, kind, lanes }: Omit<Checkpoint, 'signature'>,
  before: string,
): string {
  const marks = lanes.map(({ lane, number: last, mac }) => [lane, last, mac]);
  return JSON.stringify(['checkpoint', tenant, chain, number, at, kind, marks, before]);
}
