import { join } from 'node:path';
import type { BenchDatabase } from '../database/bench-database.ts';
import { withTempDir } from '../measure/temp-dir.ts';
import type { BenchServerOptions } from './messages.ts';
import { type BenchServer, withServer } from './start-server.ts';

/** Two server processes on one database, with one keyring. */
export type TwoNodes = readonly [first: BenchServer, second: BenchServer];

/** Runs two nodes for `work`; the first makes the subjects before the second joins it. */
export function withTwoNodes<R>(
  { dataDir, databaseUrl }: BenchDatabase,
  made: Pick<BenchServerOptions, 'subjects' | 'cheapSubjects'>,
  work: (nodes: TwoNodes) => Promise<R>,
): Promise<R> {
  return withServer({ dataDir, databaseUrl, ...made }, (first) =>
    withTempDir((secondDir) => {
      const beside = { apiKey: first.apiKey, keyring: join(dataDir, 'keyring.json') };
      const options = { dataDir: secondDir, databaseUrl, beside, subjects: [], cheapSubjects: [] };
      return withServer(options, (second) => work([first, second]));
    }),
  );
}
