import { workerData } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';
import type { HashCost } from '../../packages/server/src/crypto/hash-messages.ts';
import { PIN } from '../server/subjects.ts';

// A thread that does nothing but check one PIN over and over, and counts. There is no queue, no
// message and no event loop in between: a server cannot be faster than this on the same cores.
export interface LoopData {
  readonly cost: HashCost;
  readonly counter: SharedArrayBuffer;
}

const { cost, counter } = workerData as LoopData;
const count = new Int32Array(counter);
const phc = hashSync(PIN, {
  memoryCost: cost.memoryKib,
  timeCost: cost.passes,
  parallelism: cost.lanes,
});
for (;;) {
  verifySync(phc, PIN);
  Atomics.add(count, 0, 1);
}
