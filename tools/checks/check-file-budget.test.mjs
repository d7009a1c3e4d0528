import { describe, expect, it } from 'vitest';
import { checkFileBudget } from './check-file-budget.mjs';
import { makeTree } from './fixture.mjs';

/** A tree in which the named file has that many lines, beside 30 short ones. */
function treeWith(lengths) {
  const files = Object.entries(lengths).map(([path, lines]) => [path, 'x\n'.repeat(lines)]);
  for (let n = 0; n < 30; n += 1) files.push([`packages/server/src/short-${n}.ts`, 'x\n']);
  return makeTree(Object.fromEntries(files));
}

describe('the file budget', () => {
  it('accepts a few long files among short ones, and says the numbers', () => {
    const said = [];
    const tree = treeWith({
      'packages/server/src/a.ts': 400,
      'packages/server/src/b.test.ts': 399,
    });
    expect(checkFileBudget(tree, (line) => said.push(line))).toEqual([]);
    expect(said[0]).toMatch(/^31 files: median 1 .* longest 400 .* 1 test files: p95 399/);
  });

  it('names a file over the limit', () => {
    const problems = checkFileBudget(treeWith({ 'packages/web/src/big.css': 401 }));
    expect(problems).toEqual(['packages/web/src/big.css has 401 lines; no file goes over 400']);
  });

  it('notices when long files are the habit', () => {
    const tree = treeWith({ 'bench/a.ts': 250, 'bench/b.ts': 251, 'tools/c.mjs': 252 });
    expect(checkFileBudget(tree)[0]).toMatch(
      /95th percentile of the source files is 251.*tools\/c/,
    );
  });

  it('notices when the middle file is long', () => {
    const tree = makeTree({ 'tools/a.mjs': 'x\n'.repeat(80) });
    expect(checkFileBudget(tree)[0]).toMatch(/median of the source files is 80/);
  });

  it('holds tests to their own budget', () => {
    const tree = treeWith({ 'packages/server/test/contract/a.ts': 400 });
    expect(checkFileBudget(tree)).toEqual([
      expect.stringMatching(/95th percentile of the test files is 400/),
    ]);
  });

  it('leaves generated files alone', () => {
    expect(checkFileBudget(treeWith({ 'packages/client/src/wire.generated.ts': 900 }))).toEqual([]);
  });
});
