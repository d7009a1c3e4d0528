import type { Instant } from '../../core/model/instant.ts';
import { entryFields, entryText, type LaneMark, type TrailEntry } from '../../core/model/trail.ts';
import type { DroppedEntries } from '../../core/ports/trail-store.ts';
import type { Engine } from '../engine/engine.ts';
import { deleteUpTo, selectOldest } from '../queries/audit.ts';
import { text } from '../queries/column.ts';
import { selectChain, toChainHead, toEvidence } from '../queries/trail.ts';
import { selectMark, selectMarks, toWork, writeMark } from '../queries/trail-marks.ts';
import { type ChainParts, nextCheckpoint } from './chain.ts';

/** Entries in one transaction at most. */
const AT_ONCE = 1_000;

interface Dropping {
  readonly tenant: string;
  readonly before: Instant;
  readonly at: Instant;
}

/** A beginning of the trail that may go: up to `seq`, and where it leaves each lane. */
interface Prefix {
  readonly count: number;
  readonly seq: number;
  readonly lanes: readonly LaneMark[];
  readonly stoppedAt: number | null;
}

/**
 * Drops the beginning of a trail. Every entry is checked before: one whose time was put back, to
 * have it dropped, stops here and stays for a verification to name.
 */
export async function dropEntries(
  engine: Engine,
  parts: ChainParts,
  what: Dropping,
): Promise<DroppedEntries> {
  let count = 0;
  for (;;) {
    const before = await readChainNumber(engine, parts, what);
    const prefix = await readPrefix(engine, parts, what);
    const done = prefix.count > 0 && (await drop(engine, parts, what, prefix));
    if (done) count += prefix.count;
    if (done && prefix.count === AT_ONCE) continue;
    const { stoppedAt } = prefix;
    // Another node that drops the same meanwhile makes what was read of it look torn.
    const isTorn = !done && (await readChainNumber(engine, parts, what)) !== before;
    return { count, stoppedAt: isTorn ? null : stoppedAt };
  }
}

async function readChainNumber(
  engine: Engine,
  { chain }: ChainParts,
  { tenant }: Dropping,
): Promise<number> {
  const [row] = await engine.query(selectChain(tenant, chain));
  return row === undefined ? 0 : toChainHead(row).number;
}

async function readPrefix(
  engine: Engine,
  { crypto }: ChainParts,
  { tenant, before }: Dropping,
): Promise<Prefix> {
  const marks = await engine.query(selectMarks(tenant));
  const last = new Map(marks.map((row) => [text(row, 'lane'), toWork(row)]));
  const lanes = new Map<string, LaneMark>();
  const isNext = ({ seq, entry, link }: TrailEntry): boolean => {
    if (link === null) return true;
    const { lane, number, mac, place } = link;
    const dropped = last.get(lane);
    const from = lanes.get(lane) ?? {
      number: dropped?.dropped ?? 0,
      mac: dropped?.droppedMac ?? '',
    };
    const where = { lane, number: from.number + 1, place: place ?? seq };
    const expected = crypto.mac(tenant, entryText(entryFields(entry), where, from.mac));
    if (number !== where.number || mac !== expected) return false;
    lanes.set(lane, { lane, number, mac });
    return true;
  };
  let [count, seq] = [0, 0];
  for (const entry of (await engine.query(selectOldest(tenant, AT_ONCE))).map(toEvidence)) {
    if (entry.entry.at >= before) break;
    if (!isNext(entry)) return { count, seq, lanes: [...lanes.values()], stoppedAt: entry.seq };
    [count, seq] = [count + 1, entry.seq];
  }
  return { count, seq, lanes: [...lanes.values()], stoppedAt: null };
}

/** `false`: another node was at it meanwhile. */
function drop(
  engine: Engine,
  parts: ChainParts,
  { tenant, at }: Dropping,
  { seq, lanes, count }: Prefix,
): Promise<boolean> {
  return engine.commit({
    reads: [selectChain(tenant, parts.chain), ...lanes.map(({ lane }) => selectMark(tenant, lane))],
    decide([newest, ...rows]) {
      const works = rows.map(toWork);
      // Each step moves at least one lane on, or drops entries that were never chained.
      if (lanes.some(({ number }, index) => number <= (works[index]?.dropped ?? 0))) {
        return { writes: [], result: false };
      }
      const signed = nextCheckpoint(parts, newest, { tenant, at, kind: 'dropped', lanes });
      const marks = lanes.map((lane, index) =>
        writeMark(tenant, lane, rows[index], { dropped: lane.number, droppedMac: lane.mac }),
      );
      const writes = lanes.length === 0 ? [] : [...signed.writes, ...marks];
      return { writes: [...writes, deleteUpTo(tenant, seq)], result: count > 0 };
    },
  });
}
