import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Benchmark, repeat } from '../measure/benchmark.ts';
import { residentMb } from '../measure/resident-memory.ts';
import { withTempDir } from '../measure/temp-dir.ts';

const MAIN = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));
const ROUNDS = 5;
const IDLE_MS = 5000;
const READY_MAX_MS = 30_000;
const START_TARGET_MS = 1500;
const MEMORY_TARGET_MB = 150;

/** What a restart costs, and what a server that nobody asks anything holds on to. */
export const coldStart: Benchmark = {
  name: 'cold-start',
  run: (say) =>
    withTempDir(async (dataDir) => {
      // The same ports each time: then the demo credentials fit and are kept, as on a real machine.
      const ports = { port: await freePort(), padPort: await freePort() };
      say('making the data directory');
      await start({ dataDir, ...ports }, 0);
      const rounds = await repeat(ROUNDS, say, () => start({ dataDir, ...ports }, IDLE_MS));
      return [
        {
          measure: 'built server, from spawn to the ready line',
          unit: 'ms',
          values: rounds.map(({ readyMs }) => readyMs),
          target: { of: 'value', bound: 'at_most', limit: START_TARGET_MS },
        },
        {
          measure: 'its resident memory 5 s later',
          unit: 'MB',
          values: rounds.map(({ memoryMb }) => memoryMb),
          target: { of: 'value', bound: 'at_most', limit: MEMORY_TARGET_MB },
        },
      ];
    }),
};

interface Place {
  readonly dataDir: string;
  readonly port: number;
  readonly padPort: number;
}

async function start({ dataDir, port, padPort }: Place, idleMs: number) {
  const flags = ['--data-dir', dataDir, '--port', `${port}`, '--pad-port', `${padPort}`];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, 'dev', ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await ready(child);
    const readyMs = performance.now() - startedAt;
    await wait(idleMs);
    return { readyMs, memoryMb: residentMb(child.pid ?? 0) };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    process.off('exit', kill);
  }
}

async function ready({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('the server has no output to wait for');
  const [line] = await once(stdout, 'data', { signal: AbortSignal.timeout(READY_MAX_MS) });
  if (!String(line).startsWith('pintumbler ready')) throw new Error(`not ready: ${line}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}
