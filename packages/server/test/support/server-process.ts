import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseEnvironment } from './test-engine.ts';
import { type Demo, send, type TestAnswer } from './test-server.ts';

/** Arguments by which a server in a process of its own holds its answers against the document. */
export const WATCHED = [
  '--import',
  new URL('./responses/watch-process.ts', import.meta.url).href,
] as const;

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly baseUrl: string;
  readonly demo: Demo;
  /** Everything the process wrote to stderr so far. */
  stderr(): string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
  /** Ends the process as a power cut would; nothing gets to clean up. */
  kill(): Promise<void>;
  /** Asks it to stop; answers its exit code. */
  terminate(): Promise<number | null>;
}

/** A server in a process of its own, from source, on free loopback ports. */
export async function startServerProcess(
  dataDir: string,
  mode: 'dev' | 'serve' = 'dev',
  extra: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const ports = ['--port', '0', '--pad-port', '0'];
  const args = [...WATCHED, MAIN, mode, '--data-dir', dataDir, ...ports, ...extra];
  const database = await databaseEnvironment(dataDir);
  const env = { ...process.env, ...database, ...environment };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const baseUrl = await readyLine(child, () => errors);
  const demo =
    mode === 'dev'
      ? (JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo)
      : ({} as Demo);
  return {
    child,
    baseUrl,
    demo,
    stderr: () => errors,
    call: (method, path, body, headers) =>
      send(`${baseUrl}${path}`, method, body, {
        authorization: `Bearer ${demo.native?.apiKey}`,
        ...headers,
      }),
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    async terminate() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
}

async function readyLine(child: ChildProcess, errors: () => string): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, baseUrl] = /^pintumbler ready (http:\S+) pad http:\S+$/.exec(line) ?? [];
    if (baseUrl !== undefined) return baseUrl;
  }
  throw new Error(`the server ended before it was ready:\n${errors()}`);
}
