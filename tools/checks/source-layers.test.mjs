import { describe, expect, it } from 'vitest';
import { layersOf, lineAt } from './source-layers.mjs';

const squeeze = (text) => text.replace(/\s+/g, ' ').trim();

describe('source layers', () => {
  it('tells comments, strings and code apart', () => {
    const layers = layersOf("const a = 'in // text'; // why\n/* and\nso */ b();");
    expect(squeeze(layers.code)).toBe("const a = ' '; b();");
    expect(squeeze(layers.comments)).toBe('// why /* and so */');
    expect(squeeze(layers.strings)).toBe('in // text');
  });

  it('sees code inside the holes of a template, and text around them', () => {
    const layers = layersOf(
      '`one @{process.env.A + `@{{ b: 1 }.b}`} two`; three();'.replaceAll('@', '$'),
    );
    expect(layers.code).toContain('process.env.A');
    expect(layers.code).toContain('{ b: 1 }.b');
    expect(layers.code).toContain('three();');
    expect(squeeze(layers.strings)).toBe('one two');
  });

  it('does not take a quote or a comment mark inside a pattern for one', () => {
    const layers = layersOf("x.replace(/['\"`]|[/*]\\//g, y); const z = a / b; // end\nlast('t');");
    expect(layers.code).toContain('const z = a / b;');
    expect(layers.code).toContain("last(' ');");
    expect(squeeze(layers.comments)).toBe('// end');
  });

  it('keeps every layer as long as the source, line by line', () => {
    const source = "a\n'b' /* c\n */ `d\n@{e}`\n".replace('@', '$');
    for (const layer of Object.values(layersOf(source))) {
      expect(layer.split('\n').map((line) => line.length)).toEqual(
        source.split('\n').map((line) => line.length),
      );
    }
    expect(lineAt(source, source.indexOf('e}'))).toBe(4);
  });

  it('survives text that ends in the middle of something', () => {
    for (const source of ["'", '`', '`${', '/*', '= /', '//', "'\\", '}']) {
      expect(layersOf(source).code).toHaveLength(source.length);
    }
  });
});
