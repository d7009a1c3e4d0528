import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgresEngine } from '../../../src/storage/engine/postgres/postgres-engine.ts';
import { migrate } from '../../../src/storage/migrate.ts';
import { quickFolder } from '../quick-folder.ts';
import { TEMPLATE } from './database.ts';
import { unpackPostgres } from './postgres-binaries.ts';
import { initCluster, runSql, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…` of the maintenance database of the server all tests share. */
    readonly postgresUrl: string;
  }
}

/** A real PostgreSQL for one run of the tests; each test has a database of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const binaries = unpackPostgres();
  const folder = mkdtempSync(join(quickFolder(), 'pintumbler-cluster-'));
  if (binaries.account) chownSync(folder, binaries.account.uid, binaries.account.gid);
  const server = await startPostgres({
    binaries,
    dataDir: initCluster(binaries, { folder }),
    settings: ['max_connections = 200', 'shared_buffers = 128MB', 'max_wal_size = 256MB'],
  });
  const maintenance = server.url();
  await runSql(maintenance, `CREATE DATABASE ${TEMPLATE}`);
  const engine = await openPostgresEngine({ addresses: [server.url(TEMPLATE)], writers: 1 });
  await migrate(engine, () => 0);
  await engine.close();
  project.provide('postgresUrl', maintenance);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    binaries.remove();
  };
}
