import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const WORKER = new URL('./guess-worker.ts', import.meta.url);

/**
 * Tries all PINs against each hash, in the order given, on every core; answers the PIN of each hash,
 * `null` where none was right. Tells how many hashes are done.
 */
export async function guessPins(
  phcs: readonly string[],
  pins: readonly string[],
  tell: (done: number) => void = () => undefined,
): Promise<readonly (string | null)[]> {
  const found: (string | null)[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(WORKER, { workerData: { pins } });
    try {
      while (next < phcs.length) {
        const index = next++;
        worker.postMessage(phcs[index]);
        const [pin] = (await once(worker, 'message')) as [string | null];
        found[index] = pin;
        tell(++done);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return found;
}
