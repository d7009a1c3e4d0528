import { describe, expect, it } from 'vitest';
import { checkStyle } from './check-style.mjs';
import { makeTree } from './fixture.mjs';

const SOURCE = 'packages/server/src/core/pin.ts';
const TEST = 'packages/server/src/core/pin.test.ts';
const machinePath = ['', 'home', 'me', 'pins'].join('/');
const temporaryPath = ['', 'tmp', 'pins'].join('/');

const bad = [
  [SOURCE, '// biome-ignore lint: because', /suppression/],
  [SOURCE, '/* @ts-nocheck */', /suppression/],
  ['tools/a.mjs', '// @ts-ignore', /suppression/],
  [SOURCE, '// @ts-expect-error\nlet a: number = "";', /outside a test/],
  [SOURCE, 'const a = b as unknown as C;', /double cast/],
  [TEST, "it.skip('a', () => {});", /does not always run/],
  [TEST, "describe.concurrent.only('a', () => {});", /does not always run/],
  [TEST, "it.skipIf(cold)('a', () => {});", /does not always run/],
  [TEST, "it('a', { todo: true }, () => {});", /does not always run/],
  [TEST, "xit('a', () => {});", /does not always run/],
  [SOURCE, '// TODO: later', /something later/],
  [SOURCE, '/** FIXME */', /something later/],
  [SOURCE, `const a = '${machinePath}';`, /path of one machine/],
  [TEST, `const a = '${temporaryPath}';`, /path of one machine/],
  [SOURCE, "import { a } from './policy';", /write the file's extension/],
  [SOURCE, "export * from '../model';", /write the file's extension/],
  ['packages/server/src/helpers/a.ts', '', /src\/helpers\/: name the folder/],
  ['tools/utils/deep/a.mjs', '', /tools\/utils\/: name the folder/],
];

const good = [
  [SOURCE, "import { a } from './policy.ts'; import b from './b.css?inline';"],
  [SOURCE, "const todo = ['TODO', 'it.skip'];"],
  [SOURCE, "const route = '/v1/home/work'; const link = 'https://example.org/home/';"],
  [SOURCE, 'const common = { shared: 1 }; // a common word'],
  [SOURCE, 'rows.skip(1); const only = list.only;'],
  [TEST, '// @ts-expect-error a new outcome must be mapped\nmap({});'],
  [TEST, "const folder = join(tmpdir(), 'pins'); it('skips', () => {});"],
];

describe('the style check', () => {
  it.each(bad)('refuses in %s: %s', (path, content, why) => {
    expect(checkStyle(makeTree({ [path]: content })).join('\n')).toMatch(why);
  });

  it.each(good)('accepts in %s: %s', (path, content) => {
    expect(checkStyle(makeTree({ [path]: content }))).toEqual([]);
  });

  it('names the line', () => {
    const tree = makeTree({ [SOURCE]: 'a();\n// XXX\n' });
    expect(checkStyle(tree)[0]).toMatch(/pin\.ts:2 XXX: /);
  });
});
