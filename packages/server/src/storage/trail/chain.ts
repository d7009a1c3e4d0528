import type { Instant } from '../../core/model/instant.ts';
import {
  type ChainHead,
  type Checkpoint,
  type CheckpointKind,
  chainText,
  checkpointText,
  headText,
  type LaneHead,
  type LaneMark,
} from '../../core/model/trail.ts';
import type { TrailCrypto } from '../../core/ports/trail-crypto.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { insertChain, insertCheckpoint, toChainHead, updateChain } from '../queries/trail.ts';

/** The chain this database writes: rows that come from another one bring theirs. */
export interface ChainParts {
  readonly chain: string;
  readonly crypto: TrailCrypto;
}

/** Signs the next checkpoint, given the row that holds the newest one. */
export function nextCheckpoint(
  { chain, crypto }: ChainParts,
  row: Row | undefined,
  what: {
    readonly tenant: string;
    readonly at: Instant;
    readonly kind: CheckpointKind;
    readonly lanes: readonly LaneMark[];
  },
): { readonly checkpoint: Checkpoint; readonly writes: readonly Statement[] } {
  const { tenant, at, kind, lanes } = what;
  const newest = row === undefined ? null : toChainHead(row);
  const number = (newest?.number ?? 0) + 1;
  const content = { chain, number, at, kind, lanes };
  const text = checkpointText(tenant, content, newest?.signature ?? '');
  const checkpoint = { ...content, signature: crypto.sign(tenant, text) };
  const head = proven(crypto, tenant, checkpoint);
  const write = newest === null ? insertChain : updateChain;
  return { checkpoint, writes: [write(tenant, head), insertCheckpoint(tenant, checkpoint)] };
}

function proven(crypto: TrailCrypto, tenant: string, checkpoint: Checkpoint): ChainHead {
  const { chain, number, signature } = checkpoint;
  return { chain, number, signature, proof: crypto.mac(tenant, chainText(checkpoint)) };
}

/** How far a lane has come, authenticated: an older head cannot be made, only kept. */
export function laneHead({ chain, crypto }: ChainParts, tenant: string, mark: LaneMark): LaneHead {
  return { ...mark, chain, proof: crypto.mac(tenant, headText({ ...mark, chain })) };
}
