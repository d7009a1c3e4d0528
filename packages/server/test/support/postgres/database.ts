import { inject } from 'vitest';
import { runSql } from './postgres-server.ts';

export interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

let made = 0;

/** An empty database of its own, in the server all tests share. */
export async function makeDatabase(): Promise<TestDatabase> {
  made += 1;
  const maintenance = inject('postgresUrl');
  const name = `test_${process.pid}_${made}`;
  await runSql(maintenance, `CREATE DATABASE ${name}`);
  return {
    url: maintenance.replace(/\/postgres$/, `/${name}`),
    remove: async () => {
      await runSql(maintenance, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
