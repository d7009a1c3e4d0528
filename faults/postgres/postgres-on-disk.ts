import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
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

export interface DiskChoices {
  /** Where its data shall be; below the temporary directory when absent. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 5_000;

const SETTINGS = ['shared_buffers = 16MB', 'max_wal_size = 8MB', 'min_wal_size = 2MB'];

/** A PostgreSQL that may end itself when its disk fails, and is started again afterwards. */
export class PostgresOnDisk {
  readonly #binaries: PostgresBinaries;
  readonly #environment: Readonly<Record<string, string>>;
  #server: PostgresServer;

  private constructor(
    binaries: PostgresBinaries,
    environment: Readonly<Record<string, string>>,
    server: PostgresServer,
  ) {
    this.#binaries = binaries;
    this.#environment = environment;
    this.#server = server;
  }

  static async start(
    binaries: PostgresBinaries,
    { folder, environment = {} }: DiskChoices,
  ): Promise<PostgresOnDisk> {
    const made = initCluster(binaries, { flags: ['--wal-segsize=1'] });
    const dataDir = folder === undefined ? made : join(folder, 'cluster');
    if (dataDir !== made) {
      cpSync(made, dataDir, { recursive: true });
      // PostgreSQL starts on nothing others can read.
      chmodSync(dataDir, 0o700);
      chownTree(dataDir, binaries.account);
      removeCluster({ dataDir: made });
    }
    const port = await freePort();
    const choices = { binaries, dataDir, port, settings: SETTINGS, environment };
    return new PostgresOnDisk(binaries, environment, await startPostgres(choices));
  }

  get url(): string {
    return this.#server.url();
  }

  /** Resolves once it answers; starts it again if it ended or hangs, as whoever runs it would. */
  async revive(): Promise<void> {
    const { dataDir, port, process: old } = this.#server;
    const until = Date.now() + PATIENCE_MS;
    while (old.exitCode === null && old.signalCode === null && Date.now() < until) {
      const answer = await runSql(this.url, 'SELECT 1').catch(() => undefined);
      if (answer !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    killTree(this.#server);
    await this.#server.kill();
    const choices = { binaries: this.#binaries, environment: this.#environment };
    this.#server = await startPostgres({ ...choices, dataDir, port });
  }

  /** Good in the last moments of a process too. */
  endNow(): void {
    killTree(this.#server);
    removeCluster(this.#server);
  }
}
