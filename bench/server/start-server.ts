import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchServerOptions, Figures, FromServer } from './messages.ts';
import type { MixinTokens } from './seed-mixin.ts';

const ENTRY = fileURLToPath(new URL('./bench-server.ts', import.meta.url));

export interface BenchServer {
  readonly port: number;
  readonly apiKey: string;
  /** PINs being checked or waiting for it; the next one is told to come back. */
  readonly places: number;
  readonly mixinTokens: MixinTokens;
  figures(): Promise<Figures>;
  cpuSeconds(): Promise<number>;
}

/** Runs a server for `work`, its log in a file beside its data, and ends it afterwards. */
export async function withServer<R>(
  options: BenchServerOptions,
  work: (server: BenchServer) => Promise<R>,
): Promise<R> {
  const logFile = join(options.dataDir, 'server.log');
  const log = openSync(logFile, 'w');
  const child = fork(ENTRY, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', log, 'ipc'] });
  closeSync(log);
  const died = Promise.withResolvers<never>();
  // Nobody waits for this before and after the work.
  died.promise.catch(() => undefined);
  child.once('exit', (code) => {
    const lastWords = readFileSync(logFile, 'utf8').slice(-1000);
    died.reject(new Error(`the server under test ended (${code}): ${lastWords}`));
  });
  try {
    return await Promise.race([serve(child, work), died.promise]);
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

async function serve<R>(child: ChildProcess, work: (server: BenchServer) => Promise<R>) {
  const ready = await hear(child);
  if (ready.type !== 'ready') throw new Error('the server under test did not say it is ready');
  const figures = async () => {
    child.send('figures');
    const answer = await hear(child);
    if (answer.type !== 'figures') throw new Error('the server under test told something else');
    return answer;
  };
  return work({ ...ready, figures, cpuSeconds: async () => (await figures()).cpuSeconds });
}

async function hear(child: ChildProcess): Promise<FromServer> {
  const [message] = await once(child, 'message');
  return message as FromServer;
}
