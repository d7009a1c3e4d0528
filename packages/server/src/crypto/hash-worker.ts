import { parentPort, workerData } from 'node:worker_threads';
import { hashSync } from '@node-rs/argon2';
import { compareHash } from './compare-hash.ts';
import { readStoredHash } from './hash-forms/read-stored-hash.ts';
import type { HashCost, HashJob, HashReply } from './hash-messages.ts';

/** One thread, one hash at a time: two at once on a core only make both slower. */
const cost = workerData as HashCost;
// The library's default algorithm is Argon2id, version 1.3.
const options = {
  memoryCost: cost.memoryKib,
  timeCost: cost.passes,
  parallelism: cost.lanes,
};

parentPort?.on('message', (job: HashJob) => {
  parentPort?.postMessage(run(job));
});

function run(job: HashJob): HashReply {
  const startedAt = performance.now();
  try {
    const value =
      job.kind === 'hash'
        ? hashSync(job.secret, options)
        : compareHash(readStoredHash(job.phc), job.secret);
    return { ok: true, value, ms: performance.now() - startedAt };
  } catch (error) {
    // The libraries' messages name parameters, never the input.
    return { ok: false, reason: error instanceof Error ? error.message : 'unknown failure' };
  } finally {
    job.secret.fill(0);
  }
}
