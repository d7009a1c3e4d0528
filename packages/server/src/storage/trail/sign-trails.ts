import type { Instant } from '../../core/model/instant.ts';
import { headText, type LaneHead } from '../../core/model/trail.ts';
import type { SigningResult, TenantCheckpoint } from '../../core/ports/trail-store.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { text } from '../queries/column.ts';
import {
  selectChain,
  selectUnsigned,
  selectUnsignedOf,
  toChainHead,
  toLaneHead,
} from '../queries/trail.ts';
import { selectMark, writeMark } from '../queries/trail-marks.ts';
import { type ChainParts, nextCheckpoint } from './chain.ts';

/** Lanes in one checkpoint at most; the others come at the next turn. */
const LANES_MAX = 500;

/** One checkpoint for each tenant with lanes that went on. Of several nodes at it, one signs. */
export async function signTrails(
  engine: Engine,
  parts: ChainParts,
  at: Instant,
): Promise<readonly SigningResult[]> {
  const signed: SigningResult[] = [];
  for (const row of await engine.query(selectUnsigned())) {
    const tenant = text(row, 'tenant');
    // One tenant whose rows somebody wrote must not keep the others from being signed.
    const one = await signTrail(engine, parts, { tenant, at }).catch((error: unknown) => {
      return { tenant, failure: String(error) };
    });
    if (one !== null) signed.push(one);
  }
  return signed;
}

async function signTrail(
  engine: Engine,
  parts: ChainParts,
  { tenant, at }: { readonly tenant: string; readonly at: Instant },
): Promise<TenantCheckpoint | null> {
  // The chain is read before the lanes: nobody can have signed less than what is read of them then.
  const [before] = await engine.query(selectChain(tenant, parts.chain));
  const heads = (await engine.query(selectUnsignedOf(tenant, LANES_MAX))).map(toLaneHead);
  // What somebody else wrote is not signed; a verification finds it.
  const lanes = heads.filter((head) => isProven(parts, tenant, head));
  if (lanes.length === 0) return null;
  return engine.commit({
    reads: [selectChain(tenant, parts.chain), ...lanes.map(({ lane }) => selectMark(tenant, lane))],
    decide([newest, ...marks]) {
      if (numberOf(newest) !== numberOf(before)) return { writes: [], result: null };
      const what = { tenant, at, kind: 'signed', lanes: lanes.map(toMark) } as const;
      const { checkpoint, writes } = nextCheckpoint(parts, newest, what);
      const done = lanes.map((lane, index) =>
        writeMark(tenant, lane, marks[index], { signed: lane.number }),
      );
      return { writes: [...writes, ...done], result: { tenant, checkpoint } };
    },
  });
}

function isProven({ crypto }: ChainParts, tenant: string, head: LaneHead): boolean {
  return crypto.mac(tenant, headText(head)) === head.proof;
}

function toMark({ lane, number, mac }: LaneHead) {
  return { lane, number, mac };
}

function numberOf(row: Row | undefined): number {
  return row === undefined ? 0 : toChainHead(row).number;
}
