import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './root.mjs';
import { testRuns } from './test-runs.mjs';

const pathsOf = ({ args }) => args.filter((arg) => arg.startsWith('packages/'));

it('everything means everything, on both engines', () => {
  const runs = testRuns([], { everything: true });
  const what = 'the whole suite';
  expect(runs).toEqual([
    { what, engine: 'SQLite', args: ['--project', 'sqlite'] },
    { what, engine: 'PostgreSQL', args: ['--project', 'postgres'] },
    { what: 'what needs both at once', engine: 'both engines', args: ['--project', 'both'] },
  ]);
});

it('otherwise everything runs on SQLite, and what is chosen on PostgreSQL is there', () => {
  const [sqlite, postgres] = testRuns([], { everything: false });
  expect(sqlite.args).toEqual(['--project', 'sqlite']);
  const chosen = pathsOf(postgres);
  expect(chosen.length).toBeGreaterThan(5);
  for (const path of chosen) {
    const found = existsSync(join(root, path)) || globSync(`${path}*`, { cwd: root }).length > 0;
    expect([path, found]).toEqual([path, true]);
  }
});

it('a path runs wherever it is, and nothing else does', () => {
  const runs = testRuns(['packages/server/test/native'], { everything: false });
  expect(runs.map(({ args }) => args[1])).toEqual(['sqlite', 'postgres', 'both']);
  for (const run of runs) expect(pathsOf(run)).toEqual(['packages/server/test/native']);
});

it('an engine that is named runs alone', () => {
  const args = ['--project=postgres', 'packages/server/test/native'];
  expect(testRuns(args, { everything: false }).map((run) => run.args)).toEqual([args]);
});
