import type { AuditEntry } from '../../core/model/audit.ts';
import type {
  ChainHead,
  Checkpoint,
  CheckpointKind,
  LaneHead,
  LaneMark,
  Link,
  TrailEntry,
} from '../../core/model/trail.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { toAudit } from './audit.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';
import { rowWriter } from './row-writer.ts';

const LANES = rowWriter('audit_lanes', ['tenant', 'lane'], ['chain', 'number', 'mac', 'proof']);
const CHAINS = rowWriter('audit_chains', ['tenant', 'chain'], ['number', 'signature', 'proof']);
const CHECKPOINTS = rowWriter(
  'audit_checkpoints',
  ['tenant', 'chain', 'number'],
  ['at', 'kind', 'lanes', 'signature'],
);
const MOVE_LANE =
  'UPDATE audit_lanes SET number = ?, mac = ?, proof = ? WHERE tenant = ? AND lane = ?';

export function insertLane(
  tenant: string,
  { lane, chain, number, mac, proof }: LaneHead,
): Statement {
  return LANES.insert([tenant, lane], [chain, number, mac, proof]);
}

/** Of one form for all: many of a transaction become one statement. */
export function moveLane(tenant: string, { lane, number, mac, proof }: LaneHead): Statement {
  return { sql: MOVE_LANE, params: [number, mac, proof, tenant, lane] };
}

export function selectChain(tenant: string, chain: string): Statement {
  const sql =
    'SELECT chain, number, signature, proof FROM audit_chains WHERE tenant = ? AND chain = ?';
  return { sql, params: [tenant, chain] };
}

export function insertChain(tenant: string, head: ChainHead): Statement {
  return CHAINS.insert([tenant, head.chain], [head.number, head.signature, head.proof]);
}

export function updateChain(tenant: string, head: ChainHead): Statement {
  return CHAINS.update([tenant, head.chain], [head.number, head.signature, head.proof]);
}

export function insertCheckpoint(tenant: string, checkpoint: Checkpoint): Statement {
  const { chain, number, at, kind, lanes, signature } = checkpoint;
  const marks = JSON.stringify(lanes.map(({ lane, number: last, mac }) => [lane, last, mac]));
  return CHECKPOINTS.insert([tenant, chain, number], [at, kind, marks, signature]);
}

const UNSIGNED = `FROM audit_lanes l
  LEFT JOIN audit_marks m ON m.tenant = l.tenant AND m.lane = l.lane
  WHERE l.number > COALESCE(m.signed, 0)`;

/** Tenants with lanes that went on since they were signed. */
export function selectUnsigned(): Statement {
  return { sql: `SELECT DISTINCT l.tenant ${UNSIGNED} ORDER BY l.tenant`, params: [] };
}

/** Those lanes of one tenant. */
export function selectUnsignedOf(tenant: string, limit: number): Statement {
  const sql = `SELECT l.lane, l.chain, l.number, l.mac, l.proof ${UNSIGNED} AND l.tenant = ?
    ORDER BY l.lane LIMIT ?`;
  return { sql, params: [tenant, limit] };
}

/** What a verification reads, in this order, as of one instant. */
export function selectTrail(tenant: string): readonly Statement[] {
  return [
    {
      sql: `SELECT chain, number, at, kind, lanes, signature FROM audit_checkpoints
        WHERE tenant = ? ORDER BY chain, number`,
      params: [tenant],
    },
    {
      sql: 'SELECT chain, number, signature, proof FROM audit_chains WHERE tenant = ? ORDER BY chain',
      params: [tenant],
    },
    {
      sql: 'SELECT lane, chain, number, mac, proof FROM audit_lanes WHERE tenant = ? ORDER BY lane',
      params: [tenant],
    },
    { sql: 'SELECT * FROM audit WHERE tenant = ? ORDER BY seq', params: [tenant] },
  ];
}

export function toLaneHead(row: Row): LaneHead {
  return {
    lane: text(row, 'lane'),
    chain: text(row, 'chain'),
    number: integer(row, 'number'),
    mac: text(row, 'mac'),
    proof: text(row, 'proof'),
  };
}

export function toChainHead(row: Row): ChainHead {
  return {
    chain: text(row, 'chain'),
    number: integer(row, 'number'),
    signature: text(row, 'signature'),
    proof: text(row, 'proof'),
  };
}

/** Lanes that nobody can read are none: what was signed was something else. */
export function toCheckpoint(row: Row): Checkpoint {
  return {
    chain: text(row, 'chain'),
    number: integer(row, 'number'),
    at: integer(row, 'at'),
    // Whatever it says is what its signature is checked against.
    kind: text(row, 'kind') as CheckpointKind,
    lanes: toMarks(row),
    signature: text(row, 'signature'),
  };
}

function toMarks(row: Row): readonly LaneMark[] {
  try {
    const marks = json<readonly [string, number, string][]>(row, 'lanes');
    return marks.map(([lane, number, mac]) => ({ lane, number, mac }));
  } catch {
    return [];
  }
}

export function toTrailEntry(row: Row): TrailEntry {
  return { seq: integer(row, 'seq'), entry: toAudit(row), link: toLink(row) };
}

/** An entry that has lost a part of its link is not unchained: it fails every check. */
export function toLink(row: Row): Link | null {
  const [lane, number, mac] = [textOrNull(row, 'lane'), row['number'], textOrNull(row, 'mac')];
  if (lane === null && number === null && mac === null) return null;
  return {
    lane: lane ?? '',
    number: number === null ? 0 : integer(row, 'number'),
    mac: mac ?? '',
    place: integerOrNull(row, 'place'),
  };
}

const UNREADABLE: AuditEntry = {
  ...{ at: 0, tenant: '', action: '', outcome: '', subject: null, purpose: null },
  ...{ actor: '', dialect: '', source: '', requestId: '', reason: null },
};

/**
 * An entry to be judged. Somebody may have put values there that no entry has: such a row is no reason
 * to stop judging, but one that passes no check.
 */
export function toEvidence(row: Row): TrailEntry {
  try {
    return toTrailEntry(row);
  } catch {
    const [lane, number] = [String(row['lane'] ?? ''), Number(row['number'] ?? 0)];
    const link = { lane, number, mac: '', place: null };
    return { seq: integer(row, 'seq'), entry: UNREADABLE, link };
  }
}
