import type { TestProject } from 'vitest/node';
import { unpackPostgres } from './postgres-binaries.ts';
import { removeCluster, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…` of the maintenance database of the server all tests share. */
    readonly postgresUrl: string;
  }
}

/** A real PostgreSQL for one run of the tests; each test has a database of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const binaries = unpackPostgres();
  const settings = ['max_connections = 200', 'shared_buffers = 128MB'];
  const server = await startPostgres({ binaries, settings });
  project.provide('postgresUrl', server.url());
  return async () => {
    await server.stop();
    removeCluster(server);
    binaries.remove();
  };
}
