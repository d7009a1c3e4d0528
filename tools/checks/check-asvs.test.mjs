import { expect, it } from 'vitest';
import { checkAsvs } from './check-asvs.mjs';
import { makeTree } from './fixture.mjs';

const LEVELS = { 'V1.1': '120' };

const problems = (...lines) =>
  checkAsvs(
    makeTree({
      'docs/reference/asvs.md': lines.join('\n'),
      'packages/server/test/a/a.test.ts': '',
    }),
    LEVELS,
  );

it('is content with each number of the two levels, in a row or among those that do not apply', () => {
  const row = '| V1.1.1 | 1 | about | `a/a.test.ts` |';
  expect(problems(row, 'Does not apply: V1.1.2 (none).')).toEqual([]);
});

it('finds a number that is missing, one that is there twice and a wrong level', () => {
  expect(problems('| V1.1.1 | 2 | about | how |', '| V1.1.1 | 1 | about | how |')).toEqual([
    'docs/reference/asvs.md: V1.1.2 is not on the page',
    'docs/reference/asvs.md: V1.1.1 is there twice',
    'docs/reference/asvs.md: V1.1.1 is not on level 2',
  ]);
});

it('finds a test that is not there', () => {
  expect(problems('| V1.1.1 | 1 | about | `a/gone.test.ts` |', 'V1.1.2')).toEqual([
    'docs/reference/asvs.md: V1.1.1 names a/gone.test.ts, which is not there',
  ]);
});
