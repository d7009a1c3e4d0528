import { expect, it } from 'vitest';
import { checkCycles } from './check-cycles.mjs';
import { makeTree } from './fixture.mjs';

it('finds a circle over three files, told once', () => {
  const tree = makeTree({
    'packages/server/src/a.ts': "import './b/b.ts';",
    'packages/server/src/b/b.ts': "import type { C } from '../c.ts';",
    'packages/server/src/c.ts': "import './a.ts'; import './d.ts';",
    'packages/server/src/d.ts': '',
  });
  expect(checkCycles(tree)).toEqual([
    'circular import: packages/server/src/a.ts -> packages/server/src/b/b.ts -> ' +
      'packages/server/src/c.ts -> packages/server/src/a.ts',
  ]);
});

it('finds a file that imports itself', () => {
  expect(checkCycles(makeTree({ 'packages/web/src/a.ts': "import './a.ts';" }))).toHaveLength(1);
});

it('takes two ways to the same file for what they are', () => {
  const tree = makeTree({
    'packages/server/src/a.ts': "import './b.ts'; import './c.ts';",
    'packages/server/src/b.ts': "import './d.ts';",
    'packages/server/src/c.ts': "import './d.ts';",
    'packages/server/src/d.ts': '',
  });
  expect(checkCycles(tree)).toEqual([]);
});
