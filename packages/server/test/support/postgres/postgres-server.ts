import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { PostgresBinaries } from './postgres-binaries.ts';

export interface PostgresServer {
  readonly port: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** `postgres://…` of one of its databases. */
  url(database?: string): string;
  /** Ends it as a power cut of its machine would. */
  kill(): Promise<void>;
  /** Ends it at once, without waiting for its clients. */
  stop(): Promise<void>;
  /** What it has written so far. */
  log(): string;
}

export interface PostgresOptions {
  readonly binaries: PostgresBinaries;
  /** An existing cluster; a new one is made otherwise. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Lines of `postgresql.conf`. */
  readonly settings?: readonly string[];
  /** On top of this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

const READY_WITHIN_MS = 30_000;

/** Starts a PostgreSQL on a free loopback port; resolves once it answers. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { binaries, settings = [] } = options;
  const dataDir = options.dataDir ?? initCluster(binaries);
  const port = options.port ?? (await freePort());
  appendFileSync(join(dataDir, 'postgresql.conf'), `\n${settings.join('\n')}\n`);
  const args = ['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
  const child = spawn(binaries.postgres, [...args, '-c', 'unix_socket_directories='], {
    ...binaries.account,
    cwd: dataDir,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  let written = '';
  child.stderr.on('data', (chunk: Buffer) => {
    written = `${written}${chunk.toString()}`.slice(-200_000);
  });
  const url = (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  await untilItAnswers(url(), child, () => written);
  return {
    port,
    dataDir,
    process: child,
    url,
    log: () => written,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGQUIT'),
  };
}

export interface ClusterOptions {
  /** Where it is made; the system's own place for temporary files when absent. */
  readonly folder?: string;
  /** For initdb. */
  readonly flags?: readonly string[];
}

/** A new, empty cluster; whoever made it removes it. */
export function initCluster(
  binaries: PostgresBinaries,
  { folder = tmpdir(), flags = [] }: ClusterOptions = {},
): string {
  const dataDir = mkdtempSync(join(folder, 'pintumbler-cluster-'));
  const { account } = binaries;
  if (account !== undefined) chownSync(dataDir, account.uid, account.gid);
  const usual = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'];
  execFileSync(binaries.initdb, ['-D', dataDir, ...usual, ...flags, '--no-sync'], {
    ...account,
    cwd: dataDir,
    stdio: 'pipe',
  });
  return dataDir;
}

export function removeCluster({ dataDir }: Pick<PostgresServer, 'dataDir'>): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/** One statement on a connection of its own. */
export async function runSql(url: string, sql: string): Promise<readonly object[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as object[];
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilItAnswers(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await runSql(url, 'SELECT 1');
      return;
    } catch (cause) {
      if (child.exitCode !== null || Date.now() > until) {
        throw new Error(`PostgreSQL did not start:\n${log()}`, { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
