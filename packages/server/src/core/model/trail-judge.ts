import type { TrailCrypto } from '../ports/trail-crypto.ts';
import type { TrailPiece } from '../ports/trail-store.ts';
import {
  type ChainHead,
  type Checkpoint,
  chainText,
  checkpointText,
  entryFields,
  entryText,
  headText,
  type LaneHead,
  type Link,
  type TrailEntry,
} from './trail.ts';
import { type Anchor, isAnchor, type TrailFinding, type TrailVerdict } from './trail-verdict.ts';

interface Lane {
  readonly lane: string;
  chain: string;
  /** The last entry seen that is as it was written. */
  number: number;
  mac: string;
  /** As far as a checkpoint says it had come. */
  signed: number;
  head: LaneHead | null;
}

interface Chain {
  number: number;
  signature: string;
  head: ChainHead | null;
  /** The largest place of an entry of this chain so far. */
  place: number;
}

/**
 * Judges a trail that is handed over piece by piece, in the order of `TrailPiece`. Whoever can write
 * the database, but has no keyring, can make no piece of it: what they changed, took away or moved
 * is named.
 */
export class TrailJudge {
  readonly #tenant: string;
  readonly #crypto: TrailCrypto;
  #anchor: Anchor | null;
  readonly #lanes = new Map<string, Lane>();
  readonly #chains = new Map<string, Chain>();
  #counts = { entries: 0, unchained: 0, checkpoints: 0 };
  #first: TrailFinding | null = null;
  /** Something wrong with what proves the trail; said unless an entry is wrong. */
  #proofs: TrailFinding | null = null;

  constructor(tenant: string, crypto: TrailCrypto, anchor: Anchor | null) {
    this.#tenant = tenant;
    this.#crypto = crypto;
    this.#anchor = anchor;
  }

  take(piece: TrailPiece): void {
    if (piece.piece === 'checkpoint') this.#takeCheckpoint(piece.checkpoint);
    if (piece.piece === 'chain') this.#takeChain(piece.head);
    if (piece.piece === 'lane') this.#takeLane(piece.head);
    if (piece.piece === 'entry') this.#takeEntry(piece.entry);
  }

  /** After the last piece. */
  verdict(): TrailVerdict {
    this.#judgeEnds();
    const first = this.#first ?? this.#proofs;
    return { outcome: first === null ? 'intact' : 'broken', ...this.#counts, first };
  }

  #takeCheckpoint(checkpoint: Checkpoint): void {
    const { chain: name, number, signature } = checkpoint;
    const chain = this.#chains.get(name) ?? { number: 0, signature: '', head: null, place: 0 };
    this.#chains.set(name, chain);
    this.#counts.checkpoints += 1;
    const expected = chain.number + 1;
    const text = checkpointText(this.#tenant, checkpoint, chain.signature);
    Object.assign(chain, { number, signature });
    if (number !== expected) {
      this.#doubt(`checkpoint ${expected} of chain ${name} is gone`);
      return;
    }
    if (!this.#crypto.isSigned(this.#tenant, text, signature)) {
      this.#doubt(`checkpoint ${number} of chain ${name} is not as it was signed`);
      return;
    }
    if (this.#anchor !== null && isAnchor(checkpoint, this.#anchor)) this.#anchor = null;
    for (const mark of checkpoint.lanes) {
      const start = { number: 0, mac: '', signed: 0, head: null };
      const known = this.#lanes.get(mark.lane);
      const lane = known ?? { lane: mark.lane, chain: name, ...start };
      // After a move two chains may sign it; where its entries stand is a matter of the one it began in.
      if (checkpoint.kind === 'opened') lane.chain = name;
      this.#lanes.set(mark.lane, lane);
      if (checkpoint.kind === 'signed') lane.signed = Math.max(lane.signed, mark.number);
      if (checkpoint.kind === 'dropped' && mark.number > lane.number)
        Object.assign(lane, { number: mark.number, mac: mark.mac });
    }
  }

  #takeChain(head: ChainHead): void {
    const chain = this.#chains.get(head.chain);
    const isOurs = this.#crypto.mac(this.#tenant, chainText(head)) === head.proof;
    if (chain === undefined || !isOurs) {
      this.#doubt(`the head of chain ${head.chain} is not as it was written`);
      return;
    }
    chain.head = head;
    if (chain.number < head.number || chain.signature !== head.signature) {
      this.#doubt(`checkpoint ${chain.number + 1} of chain ${head.chain} is gone`);
    }
  }

  #takeLane(head: LaneHead): void {
    const lane = this.#lanes.get(head.lane);
    const isOurs = this.#crypto.mac(this.#tenant, headText(head)) === head.proof;
    if (lane === undefined || !isOurs) {
      this.#doubt(`the head of lane ${head.lane} is not as it was written`, head.lane);
      return;
    }
    lane.head = head;
    if (head.number < lane.signed) {
      const words = `the head of lane ${head.lane} was put back to ${head.number}`;
      this.#doubt(`${words}; a checkpoint says it had come to ${lane.signed}`, head.lane);
    }
  }

  #takeEntry(stored: TrailEntry): void {
    const { link, seq } = stored;
    this.#counts.entries += 1;
    if (link === null) {
      this.#counts.unchained += 1;
      return;
    }
    if (this.#first !== null) {
      this.#recognise(link);
      return;
    }
    const lane = this.#lanes.get(link.lane);
    if (lane === undefined) {
      // Where checkpoints are damaged it may have been opened in one of those.
      if (this.#proofs !== null) return;
      const explanation = `it names the lane ${link.lane}, which was never opened`;
      this.#first = { kind: 'altered', seq, lane: link.lane, number: link.number, explanation };
      return;
    }
    this.#first = this.#judge(stored, link, lane);
    if (this.#first !== null) return;
    lane.number += 1;
    lane.mac = link.mac;
  }

  #judge({ seq, entry }: TrailEntry, link: Link, lane: Lane): TrailFinding | null {
    const number = lane.number + 1;
    const place = link.place ?? seq;
    const finding = (kind: TrailFinding['kind'], explanation: string) => {
      return { kind, seq, lane: lane.lane, number, explanation };
    };
    const text = entryText(entryFields(entry), { lane: lane.lane, number, place }, lane.mac);
    const isWritten = this.#crypto.mac(this.#tenant, text) === link.mac;
    if (link.number > number && !isWritten) {
      return finding('missing', `entry ${number} of lane ${lane.lane} is gone`);
    }
    if (link.number < number && !isWritten) {
      return finding('reordered', `entry ${link.number} of lane ${lane.lane} comes a second time`);
    }
    if (!isWritten || link.number !== number) {
      return finding('altered', `entry ${number} of lane ${lane.lane} is not as it was written`);
    }
    const chain = this.#chains.get(lane.chain);
    if (chain === undefined) return null;
    if (place <= chain.place) {
      return finding('reordered', `entry ${number} of lane ${lane.lane} stood before others`);
    }
    chain.place = place;
    return null;
  }

  /** An entry that was missed before, and comes later, was moved. */
  #recognise({ lane, number }: Link): void {
    const first = this.#first;
    if (first?.kind !== 'missing' || first.lane !== lane || first.number !== number) return;
    const explanation = `another entry stands where entry ${number} of lane ${lane} was written`;
    this.#first = { ...first, kind: 'reordered', explanation };
  }

  /** What is missing at the end of each lane and chain, where no later entry tells. */
  #judgeEnds(): void {
    for (const [name, chain] of this.#chains) {
      if (chain.head === null) this.#doubt(`the head of chain ${name} is gone`);
    }
    for (const { lane, number, signed, head } of this.#lanes.values()) {
      if (number < Math.max(signed, head?.number ?? 0)) {
        const explanation = `entry ${number + 1} of lane ${lane} and all after it are gone`;
        this.#first ??= { kind: 'missing', seq: null, lane, number: number + 1, explanation };
      }
      if (head === null) this.#doubt(`the head of lane ${lane} is gone`, lane);
      else if (number > head.number) this.#doubt(`the head of lane ${lane} was put back`, lane);
    }
    if (this.#anchor === null) return;
    const { chain, number } = this.#anchor;
    this.#doubt(`checkpoint ${number} of chain ${chain}, which was kept elsewhere, is gone`);
  }

  #doubt(explanation: string, lane: string | null = null): void {
    this.#proofs ??= { kind: 'checkpoint', seq: null, lane, number: null, explanation };
  }
}
