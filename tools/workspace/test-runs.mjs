/** The tests that open no database run with the first of them only. */
const ENGINES = [
  { project: 'sqlite', engine: 'SQLite' },
  { project: 'postgres', engine: 'PostgreSQL' },
  { project: 'both', engine: 'both engines' },
];

const SERVER_TESTS = 'packages/server/test';

/**
 * What `npm test` also shows on PostgreSQL, in the time it has: every guarantee of the store, races of
 * the guess accounting, and every wire as its clients use it, with the vendors' SDKs where there are
 * any. `npm run test:engines` runs the rest on it as well.
 */
const ALSO_ON_POSTGRES = [
  ...['contract/', 'concurrency/', 'conformance/'],
  ...['nodes/', 'doctor/', 'trail/edits'],
  ...['dialects/circle/ceremonies', 'dialects/mixin/sdk-life', 'dialects/etna/life'],
  ...['dialects/onboarding/flow', 'dialects/mobile-banking/transcripts'],
].map((path) => `${SERVER_TESTS}/${path}`);

/**
 * The runs of vitest that make up a call: what runs, on which engine. `everything`: all tests on
 * both engines. Arguments for vitest, paths for example, go to both engines; those that name an
 * engine, as `--project sqlite`, to that one.
 */
export function testRuns(args, { everything }) {
  const [sqlite, postgres, both] = ENGINES;
  if (args.some((arg) => arg.startsWith('--project'))) {
    return [{ what: 'the tests you name', engine: 'the engine you name', args }];
  }
  const run = (what, { project, engine }, more) => {
    return { what, engine, args: ['--project', project, ...more] };
  };
  if (args.some((arg) => !arg.startsWith('-'))) {
    const more = ['--passWithNoTests', ...args];
    return ENGINES.map((each) => run('the tests you name', each, more));
  }
  const together = run('what needs both at once', both, args);
  return [
    run('the whole suite', sqlite, args),
    everything
      ? run('the whole suite', postgres, args)
      : run('the heart of the suite', postgres, [...ALSO_ON_POSTGRES, ...args]),
    together,
  ];
}
