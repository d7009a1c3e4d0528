import type { Say } from '../../measure/benchmark.ts';

/** A server with the users of `terms.ts` in it. */
export interface Peer {
  /** With its version. */
  readonly name: string;
  /** Sign-ins per second with right secrets, over the time of one round. */
  readonly signIns: () => Promise<number>;
  readonly storms: readonly GuessStorm[];
  /** CPU seconds so far of all its processes. */
  readonly cpuSeconds: () => Promise<number>;
  /** How its hash was made to cost what Argon2id costs, where it has another one. */
  readonly otherHash?: OtherHash;
}

export interface GuessStorm {
  /** Where it matters: how the guesses come. */
  readonly how?: string;
  /** Wrong guesses at once against somebody fresh; answers how many were compared with the secret. */
  readonly raise: () => Promise<number>;
}

export interface OtherHash {
  readonly name: string;
  /** Milliseconds of one check, and of one of Argon2id beside it. */
  readonly checkMs: number;
  readonly argon2Ms: number;
}

/** Runs a peer for `work`, which gets `undefined` where it is not installed. */
export type WithPeer = <R>(say: Say, work: (peer: Peer | undefined) => Promise<R>) => Promise<R>;

/** Runs all of them at the same time; those that are not asked anything use no CPU. */
export async function withPeers<R>(
  [first, ...others]: readonly WithPeer[],
  say: Say,
  work: (peers: readonly Peer[]) => Promise<R>,
): Promise<R> {
  if (first === undefined) return work([]);
  return first(say, (peer) =>
    withPeers(others, say, (rest) => work(peer === undefined ? rest : [peer, ...rest])),
  );
}
