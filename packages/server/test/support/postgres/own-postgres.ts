import { type PostgresBinaries, unpackPostgres } from './postgres-binaries.ts';
import { type PostgresServer, removeCluster, startPostgres } from './postgres-server.ts';

const SETTINGS = ['max_connections = 200', 'shared_buffers = 64MB'];

/** A PostgreSQL for a program that is no test; ended and removed when the program ends. */
export async function openOwnPostgres(): Promise<{
  readonly binaries: PostgresBinaries;
  readonly server: PostgresServer;
}> {
  const binaries = unpackPostgres();
  const server = await startPostgres({ binaries, settings: SETTINGS });
  process.once('exit', () => {
    server.process.kill('SIGKILL');
    removeCluster(server);
    binaries.remove();
  });
  return { binaries, server };
}
