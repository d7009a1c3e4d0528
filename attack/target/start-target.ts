import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ask } from './ask.ts';
import type { RunSql } from './database.ts';
import type { Demo, Target, TargetOptions } from './target.ts';

/** The tenant rows attack on `pintumbler serve`; `pintumbler dev` brings its own. */
const TENANT = 'bank';
const LOG_MAX = 1_000_000;

export interface Started extends TargetOptions {
  readonly main: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly sql: RunSql;
}

const running = new Set<ChildProcess>();
/** What Node made of the sources at earlier starts: reading hundreds of files is most of a start. */
const compiled = mkdtempSync(join(tmpdir(), 'pintumbler-compiled-'));
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(compiled, { recursive: true, force: true });
});

/** Starts a server and resolves once it serves; throws with its last words when it does not. */
export async function startTarget(options: Started): Promise<Target> {
  const { main, mode, dataDir, preload = [], flags = {} } = options;
  const given = { 'data-dir': dataDir, port: '0', 'pad-port': '0', 'log-level': 'warn', ...flags };
  const args = [
    ...preload.flatMap((module) => ['--import', module]),
    ...[main, mode],
    ...Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ ...process.env, NODE_COMPILE_CACHE: compiled },
      ...{ PINTUMBLER_DATABASE_URL: options.databaseUrl, ...options.environment },
    },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = `${log}${chunk}`.slice(-LOG_MAX);
  });
  const { baseUrl, padUrl } = await readyLine(child, () => log);
  const adminKey = readFileSync(join(dataDir, 'admin.key'), 'utf8').trim();
  const admin: Target['admin'] = (method, path, body, headers) =>
    ask(`${baseUrl}/admin/v1${path}`, method, body, {
      authorization: `Bearer ${adminKey}`,
      ...headers,
    });
  const demo = mode === 'dev' ? readDemo(dataDir) : await makeTenant(admin, dataDir);
  const call: Target['call'] = (method, path, body, headers) =>
    ask(`${baseUrl}${path}`, method, body, {
      authorization: `Bearer ${demo.native.apiKey}`,
      ...headers,
    });
  let lead = 0;
  return {
    ...{ pid: child.pid ?? 0, baseUrl, padUrl, dataDir, adminKey, demo, call, admin },
    sql: options.sql,
    lead: () => lead,
    async advanceClock(seconds) {
      const { status, text } = await call('POST', '/dev/clock', { advanceSeconds: seconds });
      if (status >= 300) throw new Error(`the clock did not move: ${text}`);
      lead += seconds;
    },
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
}

async function readyLine(child: ChildProcess, log: () => string) {
  if (child.stdout === null) throw new Error('the server has no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, baseUrl, padUrl] = /^pintumbler ready (http:\S+) pad (http:\S+)$/.exec(line) ?? [];
    if (baseUrl !== undefined && padUrl !== undefined) return { baseUrl, padUrl };
  }
  throw new Error(`the server ended before it was ready:\n${log().slice(-2_000)}`);
}

function readDemo(dataDir: string): Demo {
  return JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo;
}

/** Keys of tenants made at an earlier start on the same data: an API key is shown once. */
const apiKeys = new Map<string, string>();

async function makeTenant(admin: Target['admin'], dataDir: string): Promise<Demo> {
  if (!apiKeys.has(dataDir)) {
    const { body, text } = await admin('POST', '/tenants', { id: TENANT, name: 'Bank' });
    if (typeof body['apiKey'] !== 'string') throw new Error(`no tenant: ${text}`);
    apiKeys.set(dataDir, body['apiKey']);
  }
  return { tenant: TENANT, native: { apiKey: apiKeys.get(dataDir) } } as Demo;
}
