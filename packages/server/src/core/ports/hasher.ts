import type { Call } from '../model/call.ts';
import type { Secret } from '../model/secret.ts';

/**
 * A place in the hash queue. It is taken before an attempt is charged, so that an overloaded server
 * refuses people without costing them a guess; nothing can be hashed without one.
 */
export interface HashSlot {
  /** A new salted, memory-hard hash as a PHC string. */
  hash(secret: Secret): Promise<string>;
  /**
   * Compares in time independent of where the two differ. The hash may be of any form that
   * {@link Hasher.formOf} takes.
   */
  verify(phc: string, secret: Secret): Promise<boolean>;
  /** The work of {@link verify} against nobody's hash: for subjects and secrets that do not exist. */
  decoy(secret: Secret): Promise<void>;
  /**
   * What {@link hash} makes of the same secret, where that is better than `phc`: it is of another
   * algorithm, or cheaper. `null` where it is not, and while there is no place for one hash more.
   */
  renew(phc: string, secret: Secret): Promise<string | null>;
  /** Gives the place back; safe to call twice. */
  release(): void;
}

/** Whose work it is. Places and turns are shared out by tenant, and turns within one by source. */
export interface HashOwner {
  readonly tenant: string;
  readonly source: string;
}

export interface Hasher {
  /**
   * Takes a place for each hash that may follow, or throws the fault `overloaded` when the bounded
   * queue is too full for that. Only the first of the hashes waits its turn: what was begun is over
   * soon, so places over speed is how long anybody waits at most. While several tenants ask, none gets
   * more than its share of places and time: a flood of one is refused and delayed, not the others.
   */
  reserve(owner: HashOwner, hashes?: number): HashSlot;
  /**
   * Names the form of a hash that was made elsewhere, after reading all of it. Throws the fault
   * `hash_unusable` for what this server cannot compare with, or only at a price beyond its bounds.
   */
  formOf(hash: string): string;
}

/** The tenant that is called, and where the call came from. */
export function hashOwner({ tenant, source }: Pick<Call, 'tenant' | 'source'>): HashOwner {
  return { tenant: tenant.id, source };
}

/** Runs `work` with a place in the hash queue and gives it back whatever happens. */
export async function withHashSlot<R>(
  hasher: Hasher,
  call: Pick<Call, 'tenant' | 'source'>,
  work: (slot: HashSlot) => Promise<R>,
  hashes = 1,
): Promise<R> {
  const slot = hasher.reserve(hashOwner(call), hashes);
  try {
    return await work(slot);
  } finally {
    slot.release();
  }
}
