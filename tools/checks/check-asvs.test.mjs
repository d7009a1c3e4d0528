import { expect, it } from 'vitest';
import { checkAsvs } from './check-asvs.mjs';
import { makeTree } from './fixture.mjs';

const LEVELS = { 'V1.1': '120' };

const SOURCE = `
describe('a PIN', () => {
  it('is "kept", it\\'s said', () => {});
  it.each([['x']])('of %s is refused', () => {});
  it.each(ALL)(
    'stays where it is',
    () => {},
  );
});`;

const problems = (...lines) =>
  checkAsvs(
    makeTree({
      'docs/reference/asvs.md': lines.join('\n\n'),
      'packages/server/test/a/a.test.ts': SOURCE,
      'attack/rows/01-a.ts': "title: 'Guesses at once',",
    }),
    LEVELS,
  );

it('is content with each number of the two levels, in a row or among those that do not apply', () => {
  const row = '| V1.1.1 | 1 | about | `a/a.test.ts` |';
  expect(problems(row, '', 'Does not apply: V1.1.2 (none).')).toEqual([]);
});

it('finds a number that is missing, one that is there twice and a wrong level', () => {
  const row = (level) => `| V1.1.1 | ${level} | about | \`a/a.test.ts\` |`;
  expect(problems(row(2), row(1))).toEqual([
    'docs/reference/asvs.md: V1.1.2 is not on the page',
    'docs/reference/asvs.md: V1.1.1 is there twice',
    'docs/reference/asvs.md: V1.1.1 is not on level 2',
  ]);
});

it('finds a test that is not there', () => {
  expect(problems('| V1.1.1 | 1 | about | `a/gone.test.ts` |', 'Does not apply: V1.1.2')).toEqual([
    'docs/reference/asvs.md: V1.1.1 names a/gone.test.ts, which is not there',
  ]);
});

it.each(["is 'kept', it's said", 'of %s is refused', 'stays where', 'a PIN'])(
  'finds the title of a test: %s',
  (title) => {
    expect(
      problems(`| V1.1.1 | 1 | about | \`a/a.test.ts\` "${title}" |`, 'Does not apply: V1.1.2'),
    ).toEqual([]);
  },
);

it('finds the title of an attack, and one that no test has', () => {
  const row =
    '| V1.1.1 | 1 | about | `attack/rows/01-a.ts` "Guesses", `a/a.test.ts` "a PIN", "gone" |';
  expect(problems(row, 'Does not apply: V1.1.2')).toEqual([
    'docs/reference/asvs.md: V1.1.1: no test in a/a.test.ts says "gone"',
  ]);
});

it('finds a row that names nothing', () => {
  expect(problems('| V1.1.1 | 1 | about | believe us |', 'Does not apply: V1.1.2')).toEqual([
    'docs/reference/asvs.md: V1.1.1 names nothing that shows it',
  ]);
});

it('finds what is open and not in the list at the top, and the other way round', () => {
  const row = '| V1.1.1 | 1 | about | **in part**: `a/a.test.ts` |';
  const rest = 'Does not apply: V1.1.2';
  expect(problems('Not met: none. In part: V1.1.1.', row, rest)).toEqual([]);
  expect(problems(row, rest)).toEqual([
    'docs/reference/asvs.md: V1.1.1 is open, and the list at the top does not say so',
  ]);
  expect(problems('Not met: V1.1.1', row.replaceAll('*', ''), rest)).toEqual([
    'docs/reference/asvs.md: V1.1.1 is not open, and the list at the top says so',
  ]);
});
