import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { PostgresBinaries } from '../../packages/server/test/support/postgres/postgres-binaries.ts';
import {
  freePort,
  initCluster,
  type PostgresServer,
  removeCluster,
  runSql,
  startPostgres,
} from '../../packages/server/test/support/postgres/postgres-server.ts';
import { chownTree } from './chown-tree.ts';
import { killTree } from './kill-tree.ts';

/** `synchronous`: a commit is confirmed when a standby has it too; `asynchronous`: before. */
export type Replication = 'synchronous' | 'asynchronous';

const READY_WITHIN_MS = 60_000;

/**
 * A primary and one standby that streams from it, on two ports that stay the same: what is the
 * standby today is the primary after the next failover.
 */
export class ReplicatedPostgres {
  readonly #binaries: PostgresBinaries;
  readonly #ports: readonly [number, number];
  #primary: PostgresServer;
  #standby: PostgresServer;

  private constructor(
    binaries: PostgresBinaries,
    ports: readonly [number, number],
    [primary, standby]: readonly [PostgresServer, PostgresServer],
  ) {
    this.#binaries = binaries;
    this.#ports = ports;
    this.#primary = primary;
    this.#standby = standby;
  }

  static async start(
    binaries: PostgresBinaries,
    replication: Replication,
  ): Promise<ReplicatedPostgres> {
    const ports = [await freePort(), await freePort()] as const;
    const settings = [
      ...['shared_buffers = 32MB', 'max_connections = 60', 'wal_keep_size = 256MB'],
      ...['max_wal_size = 256MB', 'hot_standby = on', 'wal_receiver_status_interval = 1'],
      `synchronous_standby_names = '${replication === 'synchronous' ? '*' : ''}'`,
    ];
    const dataDir = initCluster(binaries, { flags: ['--wal-segsize=1'] });
    const primary = await startPostgres({ binaries, dataDir, port: ports[0], settings });
    try {
      const standby = await startStandby(binaries, primary, ports[1]);
      await runSql(primary.url(), 'CREATE DATABASE faults');
      return new ReplicatedPostgres(binaries, ports, [primary, standby]);
    } catch (error) {
      killTree(primary);
      removeCluster(primary);
      throw error;
    }
  }

  /** What a node is given: both addresses, and it finds the one that takes writes. */
  get url(): string {
    const hosts = this.#ports.map((port) => `127.0.0.1:${port}`).join(',');
    return `postgres://postgres@${hosts}/faults`;
  }

  get primary(): PostgresServer {
    return this.#primary;
  }

  /** The machine of the primary is gone, and the standby takes its place. */
  async failOver(): Promise<void> {
    const dead = this.#primary;
    killTree(dead);
    await dead.kill();
    // As an operator's tool does: nobody waits for a primary that will not come back.
    await runSql(this.#standby.url(), 'SELECT pg_promote(true, 30)');
    this.#primary = this.#standby;
    this.#standby = dead;
  }

  /** Makes a new standby from the primary, where the dead one was. */
  async addStandby(): Promise<void> {
    const dead = this.#standby;
    removeCluster(dead);
    this.#standby = await startStandby(this.#binaries, this.#primary, dead.port);
  }

  /** From now on the standby hears nothing any more; what was committed so far it has. */
  async holdBack(): Promise<void> {
    const behind = 'SELECT 1 FROM pg_stat_replication WHERE replay_lsn < pg_current_wal_lsn()';
    while ((await runSql(this.#primary.url(), behind)).length > 0) await pause();
    const [sender] = await runSql(this.#primary.url(), 'SELECT pid FROM pg_stat_replication');
    process.kill(Number((sender as { pid: number }).pid), 'SIGSTOP');
  }

  /** Ends both and removes their data; good in the last moments of a process too. */
  endNow(): void {
    for (const server of [this.#primary, this.#standby]) {
      killTree(server);
      removeCluster(server);
    }
  }
}

/** A copy of the running primary, made as a base backup is, that goes on by streaming. */
async function startStandby(
  binaries: PostgresBinaries,
  primary: PostgresServer,
  port: number,
): Promise<PostgresServer> {
  const dataDir = `${primary.dataDir.replace(/-on-\d+$/, '')}-on-${port}`;
  await withSession(primary.url(), async (session) => {
    await session.query("SELECT pg_backup_start('standby', true)");
    copyCluster(primary.dataDir, dataDir);
    const { rows } = await session.query('SELECT labelfile FROM pg_backup_stop(false)');
    writeFileSync(join(dataDir, 'backup_label'), String(rows[0]?.labelfile));
  });
  writeFileSync(join(dataDir, 'standby.signal'), '');
  chownTree(dataDir, binaries.account);
  const conninfo = `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres'`;
  // What was copied just now need not be on disk before the start: that alone would take seconds.
  const settings = [conninfo, 'fsync = off'];
  const standby = await startPostgres({ binaries, dataDir, port, settings });
  appendFileSync(join(dataDir, 'postgresql.conf'), 'fsync = on\n');
  await runSql(standby.url(), 'SELECT pg_reload_conf()');
  await untilStreaming(primary);
  return standby;
}

/** Everything but what belongs to the running server alone. */
function copyCluster(from: string, to: string): void {
  const left = /^(postmaster\.(pid|opts)|(pg_wal|pg_replslot|pg_stat_tmp)\/.+)$/;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, {
    recursive: true,
    // Files of the log come and go meanwhile; the standby streams what it needs of them.
    filter: (source) => !left.test(source.slice(from.length + 1)),
  });
}

async function untilStreaming({ url }: PostgresServer): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  const sql = "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'";
  while ((await runSql(url(), sql)).length === 0) {
    if (Date.now() > until) throw new Error('the standby does not stream');
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** Its own commits wait for nobody: there may be no standby while it works. */
async function withSession<R>(url: string, work: (session: Client) => Promise<R>): Promise<R> {
  const session = new Client({ connectionString: url });
  await session.connect();
  try {
    await session.query("SET synchronous_commit = 'local'");
    return await work(session);
  } finally {
    await session.end();
  }
}
