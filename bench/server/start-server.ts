import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BenchServerOptions, Figures, FromServer } from './messages.ts';
import type { MixinTokens } from './seed-mixin.ts';
import { hear, withChild } from './with-child.ts';

const ENTRY = fileURLToPath(new URL('./bench-server.ts', import.meta.url));

export interface BenchServer {
  readonly port: number;
  readonly apiKey: string;
  /** Of the tenant next door. */
  readonly neighbourKey: string;
  /** PINs being checked or waiting for it; the next one is told to come back. */
  readonly places: number;
  readonly mixinTokens: MixinTokens;
  figures(): Promise<Figures>;
  cpuSeconds(): Promise<number>;
}

/** Runs a server for `work`, its log in a file beside its data, and ends it afterwards. */
export function withServer<R>(
  options: BenchServerOptions,
  work: (server: BenchServer) => Promise<R>,
): Promise<R> {
  return withChild(ENTRY, options, (child) => serve(child, work));
}

async function serve<R>(child: ChildProcess, work: (server: BenchServer) => Promise<R>) {
  const ready = await hear<FromServer>(child);
  if (ready.type !== 'ready') throw new Error('the server under test did not say it is ready');
  const figures = async () => {
    child.send('figures');
    const answer = await hear<FromServer>(child);
    if (answer.type !== 'figures') throw new Error('the server under test told something else');
    return answer;
  };
  return work({ ...ready, figures, cpuSeconds: async () => (await figures()).cpuSeconds });
}
