import type { Hasher, HashSlot } from '../../core/ports/hasher.ts';

export interface HashWatch {
  readonly reserved: () => void;
  /** The queue was full. */
  readonly refused: () => void;
  /** A hash was made or compared, so many seconds after it was asked for. */
  readonly worked: (work: 'make' | 'compare', seconds: number) => void;
}

/** The same hasher, with somebody watching. A decoy counts as a comparison: it is the same work. */
export function watchHasher(hasher: Hasher, watch: HashWatch): Hasher {
  const timed = <R>(work: 'make' | 'compare', done: Promise<R>): Promise<R> => {
    const askedAt = performance.now();
    const tell = () => watch.worked(work, (performance.now() - askedAt) / 1000);
    done.then(tell, () => undefined);
    return done;
  };
  const watchSlot = (slot: HashSlot): HashSlot => ({
    hash: (secret) => timed('make', slot.hash(secret)),
    verify: (phc, secret) => timed('compare', slot.verify(phc, secret)),
    decoy: (secret) => timed('compare', slot.decoy(secret)),
    // Most are answered without a hash; those few that make one are not worth a clock for all.
    renew: slot.renew,
    release: slot.release,
  });
  return {
    formOf: hasher.formOf,
    reserve(owner, hashes) {
      let slot: HashSlot;
      try {
        slot = hasher.reserve(owner, hashes);
      } catch (fault) {
        watch.refused();
        throw fault;
      }
      watch.reserved();
      return watchSlot(slot);
    },
  };
}
