import { setImmediate as othersFirst } from 'node:timers/promises';
import type { AuditFilter } from '../../core/model/audit.ts';
import type { TrailEntry } from '../../core/model/trail.ts';
import type { TrailPiece, TrailStore } from '../../core/ports/trail-store.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { selectEntries, selectEntryPage } from '../queries/audit-entries.ts';
import { integer } from '../queries/column.ts';
import {
  selectTrail,
  toChainHead,
  toCheckpoint,
  toEvidence,
  toLaneHead,
  toTrailEntry,
} from '../queries/trail.ts';

/** In the order of {@link selectTrail}. */
const PIECES: readonly ((row: Row) => TrailPiece)[] = [
  (row) => ({ piece: 'checkpoint', checkpoint: toCheckpoint(row) }),
  (row) => ({ piece: 'chain', head: toChainHead(row) }),
  (row) => ({ piece: 'lane', head: toLaneHead(row) }),
  (row) => ({ piece: 'entry', entry: toEvidence(row) }),
];

/**
 * The part that only reads: also beside a server at work, from outside. Between pieces the event loop
 * goes round: a trail of years must not hold up people's PINs.
 */
export function lookIntoTrail(
  engine: Pick<Engine, 'query' | 'snapshot'>,
): Pick<TrailStore, 'readTrail' | 'listEntries' | 'readEntries'> {
  return {
    readTrail: (tenant) => readTrail(engine, tenant),
    listEntries: async (tenant, filter, page) =>
      (await engine.query(selectEntryPage(tenant, filter, page))).map(toTrailEntry),
    readEntries: (tenant, filter) => readEntries(engine, tenant, filter),
  };
}

const PAGE = 500;

/**
 * Entries that pass a filter, oldest first, up to the newest there is at the beginning. Page by page:
 * a reader that stops half-way would otherwise hold a snapshot open for as long as it likes.
 */
async function* readEntries(
  engine: Pick<Engine, 'query'>,
  tenant: string,
  filter: AuditFilter,
): AsyncGenerator<readonly TrailEntry[]> {
  const [newest] = await engine.query(selectEntryPage(tenant, {}, { limit: 1 }));
  if (newest === undefined) return;
  const last = integer(newest, 'seq');
  for (let after = -1; ; ) {
    const range = { after, last, limit: PAGE };
    const rows = await engine.query(selectEntries(tenant, filter, range));
    if (rows.length > 0) yield rows.map(toTrailEntry);
    const end = rows.at(-1);
    if (rows.length < PAGE || end === undefined) return;
    after = integer(end, 'seq');
    await othersFirst();
  }
}

/** A tenant's whole trail as of one instant, while servers go on writing it. */
async function* readTrail(
  engine: Pick<Engine, 'snapshot'>,
  tenant: string,
): AsyncGenerator<readonly TrailPiece[]> {
  for await (const { nth, rows } of engine.snapshot(selectTrail(tenant))) {
    const toPiece = PIECES[nth];
    if (toPiece !== undefined) yield rows.map(toPiece);
    await othersFirst();
  }
}
