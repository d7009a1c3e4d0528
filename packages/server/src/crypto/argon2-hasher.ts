import { randomInt } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import type { Hasher, HashOwner, HashSlot } from '../core/ports/hasher.ts';
import { isCurrent } from './hash-forms/is-current.ts';
import { nameForm, readStoredHash } from './hash-forms/read-stored-hash.ts';
import type { HashCost, HashJob } from './hash-messages.ts';
import { HashPlaces } from './hash-places.ts';
import { HashPool } from './hash-pool.ts';

export interface Argon2HasherOptions {
  readonly cost: HashCost;
  /** Hash threads; one per core is best. */
  readonly workers: number;
  /**
   * Places a tenant may hold that is alone; whoever asks for more is told to come back. Bounds memory
   * and waiting. Several tenants share them, and together hold twice as many at most.
   */
  readonly places: number;
}

export interface Argon2Hasher extends Hasher {
  /** Places taken right now. */
  readonly taken: number;
  /** All threads have work ahead: whoever brings more now only waits. */
  readonly saturated: boolean;
  close(): Promise<void>;
}

const RETRY_AFTER_SECONDS = 1;
const NOBODY_DIGITS = 12;
const NOBODY: HashOwner = { tenant: '', source: '' };

/**
 * Argon2id on worker threads behind a bounded number of places, both shared out by tenant; hashes that were made elsewhere are
 * compared by the same threads.
 */
export function createArgon2Hasher(options: Argon2HasherOptions): Argon2Hasher {
  const pool = new HashPool(options.workers, options.cost);
  const held = new HashPlaces(options.places);
  // Same parameters as real hashes, made at every start: the decoy must cost what they cost.
  const decoyPin = String(randomInt(10 ** NOBODY_DIGITS));
  const nobody = pool.run({ kind: 'hash', pin: decoyPin }, { owner: NOBODY, goesOn: false });
  nobody.catch(() => undefined);

  function makeSlot(owner: HashOwner, places: number): HashSlot {
    let isHeld = true;
    let begun = false;
    // Who has waited once does not wait again: a change takes one hash after the other.
    const run = (job: HashJob) => {
      const goesOn = begun;
      begun = true;
      return pool.run(job, { owner, goesOn });
    };
    return {
      hash: async (pin) => String(await run({ kind: 'hash', pin: pin.reveal() })),
      verify: async (phc, pin) => (await run({ kind: 'verify', phc, pin: pin.reveal() })) === true,
      decoy: async (pin) => {
        await run({ kind: 'verify', phc: String(await nobody), pin: pin.reveal() });
      },
      renew: async (phc, pin) => {
        // One hash more than was asked for, and only if nobody is kept from theirs by it.
        if (isCurrent(readStoredHash(phc), options.cost) || held.full) return null;
        if (held.take(owner.tenant, 1) === null) return null;
        try {
          return String(await run({ kind: 'hash', pin: pin.reveal() }));
        } finally {
          held.give(owner.tenant, 1);
        }
      },
      release: () => {
        if (isHeld) held.give(owner.tenant, places);
        isHeld = false;
      },
    };
  }

  return {
    get taken() {
      return held.taken;
    },
    get saturated() {
      return pool.saturated;
    },
    reserve(owner, hashes = 1) {
      const places = held.take(owner.tenant, hashes);
      if (places === null) throw overloaded();
      return makeSlot(owner, places);
    },
    formOf: (hash) => nameForm(readStoredHash(hash)),
    close: () => pool.close(),
  };
}

function overloaded(): Fault {
  return new Fault('overloaded', 'The server is busy. Wait a moment and try again.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
