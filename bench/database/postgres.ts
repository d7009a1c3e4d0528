import { Client } from 'pg';
import { loadConfig } from '../../packages/server/src/config/load-config.ts';
import { openPostgresEngine } from '../../packages/server/src/storage/engine/postgres/postgres-engine.ts';
import { unpackPostgres } from '../../packages/server/test/support/postgres/postgres-binaries.ts';
import {
  type PostgresServer,
  removeCluster,
  runSql,
  startPostgres,
} from '../../packages/server/test/support/postgres/postgres-server.ts';
import { LEDGER, toLedger } from '../measure/charge-ledger.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import type { DatabaseKind, OpenLedger } from './bench-database.ts';
import { familyCpuSeconds } from './family-cpu.ts';

/**
 * What an operator of such a machine would set. Everything that makes a commit durable keeps its
 * default: `fsync`, `full_page_writes` and `synchronous_commit` are on.
 */
const SETTINGS = [
  'shared_buffers = 1GB',
  'effective_cache_size = 4GB',
  'max_wal_size = 4GB',
  'max_connections = 100',
];
const DATABASE = 'bench';

/** A PostgreSQL for this benchmark alone, on the same machine as server and clients. */
export const POSTGRES: DatabaseKind = {
  suffix: '-postgres',
  with: (work) =>
    withTempDir((dataDir) =>
      withPostgres((server) => {
        const databaseUrl = server.url(DATABASE);
        return work({
          dataDir,
          databaseUrl,
          cpuSeconds: () => familyCpuSeconds(server.process.pid ?? 0),
          openEngine: () => openEngine(databaseUrl),
          openLedger: () => openLedger(databaseUrl),
        });
      }),
    ),
};

async function withPostgres<R>(work: (server: PostgresServer) => Promise<R>): Promise<R> {
  const binaries = unpackPostgres();
  process.once('exit', binaries.remove);
  try {
    const server = await startPostgres({ binaries, settings: SETTINGS });
    // An interrupted bench leaves no server behind, and no cluster.
    const end = () => {
      server.process.kill('SIGQUIT');
      removeCluster(server);
    };
    process.once('exit', end);
    try {
      await runSql(server.url(), `CREATE DATABASE ${DATABASE}`);
      return await work(server);
    } finally {
      await server.stop();
      process.off('exit', end);
      removeCluster(server);
    }
  } finally {
    process.off('exit', binaries.remove);
    binaries.remove();
  }
}

/** With as many sessions as a server has that was told nothing. */
function openEngine(databaseUrl: string) {
  const { databaseConnections: writers } = loadConfig({}, {});
  return openPostgresEngine({ addresses: [databaseUrl], writers });
}

/** One statement sees one instant. */
async function openLedger(databaseUrl: string): Promise<OpenLedger> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    read: async () => toLedger((await client.query(LEDGER)).rows[0]),
    close: () => client.end(),
  };
}
