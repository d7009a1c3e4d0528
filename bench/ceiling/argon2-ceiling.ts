import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { HashCost } from '../../packages/server/src/crypto/hash-messages.ts';
import type { LoopData } from './argon2-loop.ts';

const WARM_UP_MS = 500;

/** Raw Argon2id checks per second: one thread per core, the library and parameters of the server. */
export async function argon2Ceiling(cost: HashCost, measureMs: number): Promise<number> {
  const counter = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const count = new Int32Array(counter);
  const workerData: LoopData = { cost, counter };
  const url = new URL('./argon2-loop.ts', import.meta.url);
  const workers = Array.from({ length: availableParallelism() }, () => {
    return new Worker(url, { workerData });
  });
  await Promise.all(
    workers.map((worker) => new Promise((online) => worker.once('online', online))),
  );
  await wait(WARM_UP_MS);
  const before = { at: performance.now(), hashes: Atomics.load(count, 0) };
  await wait(measureMs);
  const hashes = Atomics.load(count, 0) - before.hashes;
  const rate = (hashes * 1000) / (performance.now() - before.at);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return rate;
}
