import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const ON_AN_ENGINE = [
  'packages/server/test/**/*.test.ts',
  'packages/server/src/dialects/mixin/**/*.test.ts',
];

/** Tests that open each engine themselves. */
const WITH_BOTH = [
  'packages/server/test/engines/*.test.ts',
  'packages/server/test/moving/*.test.ts',
  'faults/faults.test.ts',
];

/** About the outer side of the wire, whatever is behind it. */
const WITH_ANY =
  'packages/server/test/{client/{pad-launcher,client-readme,react-wallet},guides/guides}.test.ts';
/** Holds every answer of every server under test against the published document. */
const RESPONSES = 'packages/server/test/support/responses/setup.ts';

const POSTGRES = 'packages/server/test/support/postgres/shared-server.ts';

/** Servers in processes of their own start from source, hundreds of them: compiled once is enough. */
const CHILDREN = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') };

export default defineConfig({
  test: {
    environment: 'node',
    // Real hashes, databases and browsers take their time on a small machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Three processes on the two cores that the machines we promise to run on have: while one waits for
    // a browser, a lock or a killed server, the others go on.
    pool: 'forks',
    maxWorkers: 3,
    // What was transformed for one engine is there for the next.
    experimental: { fsModuleCache: true },
    setupFiles: [RESPONSES],
    // Each runs its share of the files one after the other: importing the server anew for every file
    // would take as long as many of the tests. Files put back what they change in their process.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'model/**/*.test.ts',
            'faults/**/*.test.ts',
            'attack/**/*.test.ts',
            'tools/**/*.test.mjs',
          ],
          exclude: ['**/node_modules/**', '**/postgres-*.test.ts', ...WITH_BOTH],
          env: { ...CHILDREN, PINTUMBLER_TEST_ENGINE: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          // What opens no database has been tested with SQLite.
          include: ON_AN_ENGINE,
          exclude: ['**/node_modules/**', '**/sqlite-*.test.ts', WITH_ANY, ...WITH_BOTH],
          env: { ...CHILDREN, PINTUMBLER_TEST_ENGINE: 'postgres' },
          globalSetup: POSTGRES,
        },
      },
      {
        extends: true,
        test: {
          name: 'both',
          include: WITH_BOTH,
          env: { ...CHILDREN, PINTUMBLER_TEST_ENGINE: 'sqlite' },
          globalSetup: POSTGRES,
        },
      },
    ],
  },
});
