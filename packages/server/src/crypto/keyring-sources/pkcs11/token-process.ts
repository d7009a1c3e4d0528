import { openCryptoki } from './cryptoki.ts';
import { runJob } from './run-job.ts';
import type { TokenJob, TokenReply } from './token-messages.ts';

// A process of its own: the vendor's library never gets into the memory that PINs pass through, cannot
// take the server down, and is ended when it hangs.
process.once('message', (job: TokenJob) => {
  run(job).then((reply) => process.send?.(reply, () => process.disconnect()));
});

async function run(job: TokenJob): Promise<TokenReply> {
  try {
    return { ok: true, data: runJob(await openCryptoki(job.place.module), job) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
