import { randomInt } from 'node:crypto';
import { Fault } from '../core/fault.ts';
import type { Hasher, HashSlot } from '../core/ports/hasher.ts';
import type { HashCost } from './hash-messages.ts';
import { HashPool } from './hash-pool.ts';

export interface Argon2HasherOptions {
  readonly cost: HashCost;
  /** Hash threads; one per core is best. */
  readonly workers: number;
  /** Places handed out at once; the next caller is told to come back. Bounds memory and waiting. */
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

/** Argon2id on worker threads behind a bounded number of places. */
export function createArgon2Hasher(options: Argon2HasherOptions): Argon2Hasher {
  const pool = new HashPool(options.workers, options.cost);
  let taken = 0;
  // Same parameters as real hashes, made at every start: the decoy must cost what they cost.
  const nobody = pool.run({ kind: 'hash', pin: String(randomInt(10 ** NOBODY_DIGITS)) });
  nobody.catch(() => undefined);

  function makeSlot(): HashSlot {
    let held = true;
    return {
      hash: async (pin) => String(await pool.run({ kind: 'hash', pin: pin.reveal() })),
      verify: async (phc, pin) =>
        (await pool.run({ kind: 'verify', phc, pin: pin.reveal() })) === true,
      decoy: async (pin) => {
        await pool.run({ kind: 'verify', phc: String(await nobody), pin: pin.reveal() });
      },
      release: () => {
        if (held) taken -= 1;
        held = false;
      },
    };
  }

  return {
    get taken() {
      return taken;
    },
    get saturated() {
      return pool.saturated;
    },
    reserve() {
      if (taken >= options.places) throw overloaded();
      taken += 1;
      return makeSlot();
    },
    close: () => pool.close(),
  };
}

function overloaded(): Fault {
  return new Fault('overloaded', 'The server is busy. Wait a moment and try again.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
