import type { Secret } from '../model/secret.ts';

/**
 * A place in the hash queue. It is taken before an attempt is charged, so that an overloaded server
 * refuses people without costing them a guess; nothing can be hashed without one.
 */
export interface HashSlot {
  /** A new salted, memory-hard hash as a PHC string. */
  hash(secret: Secret): Promise<string>;
  /** Compares in time independent of where the two differ. */
  verify(phc: string, secret: Secret): Promise<boolean>;
  /** The work of {@link verify} against nobody's hash: for subjects and secrets that do not exist. */
  decoy(secret: Secret): Promise<void>;
  /** Gives the place back; safe to call twice. */
  release(): void;
}

export interface Hasher {
  /**
   * Takes a place for each hash that may follow, or throws the fault `overloaded` when the bounded
   * queue is too full for that. Only the first of the hashes waits its turn: what was begun is over
   * soon, so places over speed is how long anybody waits at most.
   */
  reserve(hashes?: number): HashSlot;
}

/** Runs `work` with a place in the hash queue and gives it back whatever happens. */
export async function withHashSlot<R>(
  hasher: Hasher,
  work: (slot: HashSlot) => Promise<R>,
  hashes = 1,
): Promise<R> {
  const slot = hasher.reserve(hashes);
  try {
    return await work(slot);
  } finally {
    slot.release();
  }
}
