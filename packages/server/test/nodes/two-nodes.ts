import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeDatabase } from '../support/postgres/database.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { send, type TestAnswer } from '../support/test-server.ts';

export const ADMIN_KEY = 'the-admin-key-of-every-node';

/** Two servers in processes of their own, on one database, with one keyring and admin key. */
export interface TwoNodes {
  readonly nodes: readonly [ServerProcess, ServerProcess];
  readonly databaseUrl: string;
  admin(node: ServerProcess, method: string, path: string, body?: unknown): Promise<TestAnswer>;
  /** Ends whatever still runs, and removes all data. */
  close(): Promise<void>;
}

/** The second one starts when the first one serves, with the keyring that one made. */
export async function startTwoNodes(
  mode: 'dev' | 'serve',
  settings: Readonly<Record<string, string>> = {},
): Promise<TwoNodes> {
  const database = await makeDatabase();
  const [first, second] = [makeTempDir(), makeTempDir()];
  const environment = {
    ...settings,
    PINTUMBLER_DATABASE_URL: database.url,
    PINTUMBLER_ADMIN_KEY: ADMIN_KEY,
    PINTUMBLER_LOG_LEVEL: 'warn',
  };
  const one = await startServerProcess(first.path, mode, [], environment);
  for (const name of ['keyring.json', 'demo.json']) {
    const from = join(first.path, name);
    if (existsSync(from)) copyFileSync(from, join(second.path, name));
  }
  const other = await startServerProcess(second.path, mode, [], environment);
  return {
    nodes: [one, other],
    databaseUrl: database.url,
    admin: (node, method, path, body) =>
      send(`${node.baseUrl}/admin/v1${path}`, method, body, {
        authorization: `Bearer ${ADMIN_KEY}`,
      }),
    async close() {
      await Promise.all([one.kill(), other.kill()]);
      await database.remove();
      first.remove();
      second.remove();
    },
  };
}
