import { createHash } from 'node:crypto';
import { inject } from 'vitest';
import { runSql } from './postgres-server.ts';

export interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** A database that holds our schema and nothing else, to copy. */
export const TEMPLATE = 'pintumbler_template';

let made = 0;

/** A database of its own in the server all tests share: empty, or with our schema. */
export async function makeDatabase(content: 'empty' | 'schema' = 'empty'): Promise<TestDatabase> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  const url = await create(name, content);
  return { url, remove: () => drop(name) };
}

/** Databases of data directories, by the directory. */
const kept = new Map<string, Promise<string>>();

/** The database of a data directory, with our schema unless asked for without; made the first time. */
export function databaseOf(
  dataDir: string,
  content: 'empty' | 'schema' = 'schema',
): Promise<string> {
  const known = kept.get(dataDir);
  if (known !== undefined) return known;
  const making = create(nameOf(dataDir), content);
  kept.set(dataDir, making);
  return making;
}

/** Removes it, if it was ever made. */
export async function removeDatabaseOf(dataDir: string): Promise<void> {
  const known = kept.get(dataDir);
  if (known === undefined) return;
  kept.delete(dataDir);
  await known.catch(() => undefined);
  await drop(nameOf(dataDir));
}

function nameOf(dataDir: string): string {
  return `test_${createHash('sha256').update(dataDir).digest('hex').slice(0, 32)}`;
}

async function create(name: string, content: 'empty' | 'schema'): Promise<string> {
  const maintenance = inject('postgresUrl');
  const from = content === 'empty' ? 'template1' : TEMPLATE;
  await runSql(maintenance, `CREATE DATABASE ${name} TEMPLATE ${from}`);
  return maintenance.replace(/\/postgres$/, `/${name}`);
}

async function drop(name: string): Promise<void> {
  await runSql(inject('postgresUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
