import type { Hasher } from '../../core/ports/hasher.ts';
import type { Tracer } from './tracer.ts';

/** A span for each hash, its wait for a thread included; a decoy is a comparison like any other. */
export function traceHasher(hasher: Hasher, tracer: Tracer): Hasher {
  return {
    formOf: hasher.formOf,
    reserve(owner, hashes) {
      const slot = hasher.reserve(owner, hashes);
      return {
        hash: (secret) => tracer.within('hash', () => slot.hash(secret)),
        verify: (phc, secret) => tracer.within('compare', () => slot.verify(phc, secret)),
        decoy: (secret) => tracer.within('compare', () => slot.decoy(secret)),
        renew: slot.renew,
        release: slot.release,
      };
    },
  };
}
