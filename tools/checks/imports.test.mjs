import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.mjs';

const specifiers = (source) => importsOf(source).map((found) => found.specifier);

describe('imports of a source text', () => {
  it('finds every way to name a module', () => {
    const source = `import 'a';
import b from "b";
import * as c from 'c';
import {
  d,
  type D,
} from './d.ts';
export * from './e.ts';
export { f } from './f.ts';
export type { G } from './g.ts';
const h = await import('./h.ts');
let i: import('i').I;
const j = require('j');
const k = process.getBuiltinModule('node:fs');
import l, { m } from 'l';import n from'n';
`;
    expect(specifiers(source)).toEqual([
      'a',
      'b',
      'c',
      './d.ts',
      './e.ts',
      './f.ts',
      './g.ts',
      './h.ts',
      'i',
      'j',
      'node:fs',
      'l',
      'n',
    ]);
    expect(importsOf(source)[3]).toEqual({ specifier: './d.ts', typeOnly: false, line: 4 });
  });

  it('knows which imports leave nothing behind at run time', () => {
    const typeOnly = (source) => importsOf(source)[0].typeOnly;
    expect(typeOnly("import type { A } from 'a';")).toBe(true);
    expect(typeOnly("import { type A, type B } from 'a';")).toBe(true);
    expect(typeOnly("export type { A } from 'a';")).toBe(true);
    expect(typeOnly("import { type A, b } from 'a';")).toBe(false);
    expect(typeOnly("import type2 from 'a';")).toBe(false);
    expect(typeOnly("import 'a';")).toBe(false);
  });

  it('is not misled by comments, strings and names', () => {
    const source = `// import a from 'a';
/* import b from 'b'; */
const text = "import c from 'c'";
const more = \`
import d from 'd';
\`;
export const from = 'e';
export function importFrom() { return 'f'; }
importX('g'); thing.import('h'); thing.require('i');
export default 'j';
`;
    expect(specifiers(source)).toEqual([]);
  });
});
