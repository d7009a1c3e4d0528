import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'tools/**/*.test.mjs'],
    globalSetup: 'packages/server/test/support/postgres/shared-server.ts',
    // Real hashes, databases and browsers take their time on a small machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A process per file keeps native addons and open databases apart; two, because hashing
    // fills the cores and the machines we promise to run on have two.
    pool: 'forks',
    maxWorkers: 2,
  },
});
