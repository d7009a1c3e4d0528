import type { ServerProcess } from './server-process.ts';
import { TEST_ENGINE } from './test-engine.ts';

/** Longer than any lease on a call, a delivery or a message. */
const LEASES_OVER_SECONDS = 61;

/**
 * After a kill: waits, on the demo server's clock, until what the dead process was at is free again.
 * Where one process owns the data that is so at once; where nodes share it, nobody can tell that a
 * node is dead before its leases are over.
 */
export async function outliveLeases(server: Pick<ServerProcess, 'call'>): Promise<void> {
  if (TEST_ENGINE === 'sqlite') return;
  await server.call('POST', '/dev/clock', { advanceSeconds: LEASES_OVER_SECONDS });
}
