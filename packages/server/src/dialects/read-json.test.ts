import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, readJsonBytes } from './read-json.ts';

describe('readJson', () => {
  it('reads whatever JSON.stringify wrote, exactly', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        const reserved = /"(__proto__|constructor|prototype)":/.test(text);
        if (!reserved) expect(readJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['', 'nothing'],
    ['{"a":1,}', 'a trailing comma'],
    ['{"a":1} x', 'something after the end'],
    ['{"a":1}{"b":2}', 'two texts'],
    ["{'a':1}", 'single quotes'],
    ['{"a":01}', 'a number with a leading zero'],
    ['{"a":NaN}', 'a number that is none'],
    ['{"a":"\n"}', 'a raw line break in a string'],
    ['{"a":1,"a":2}', 'a key twice'],
    ['{"a":1,"\\u0061":2}', 'a key twice, once escaped'],
    ['{"a":{"b":1,"b":2}}', 'a key twice inside'],
    ['{"__proto__":{}}', 'a prototype key'],
    ['{"a":[{"constructor":1}]}', 'a constructor key inside'],
    ['/* x */ {}', 'a comment'],
    [`${'['.repeat(17)}${']'.repeat(17)}`, 'nesting of 17 levels'],
  ])('refuses %j: %s', (text) => {
    expect(() => readJson(text)).toThrow(/Correct the request/);
  });

  it('never quotes what it refused: it may hold a PIN', () => {
    for (const text of ['{"pin":"8305"', '{"pin":8305x}', '{"8305":1,"8305":2}']) {
      try {
        readJson(text);
      } catch (error) {
        expect(String(error)).not.toContain('8305');
      }
    }
  });

  it('lets the same key stand in different objects', () => {
    expect(readJson('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('reads UTF-8 only, with or without a byte order mark', () => {
    expect(readJsonBytes(new TextEncoder().encode('\ufeff{"a":"é"}'))).toEqual({ a: 'é' });
    expect(() => readJsonBytes(Uint8Array.of(0x22, 0xe9, 0x22))).toThrow();
  });
});
