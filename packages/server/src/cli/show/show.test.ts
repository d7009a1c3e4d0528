import { describe, expect, it } from 'vitest';
import { printable, printableJson } from './printable.ts';
import { sparkline, squeeze } from './sparkline.ts';
import { fields, table } from './table.ts';
import { progressLine } from './terminal.ts';

describe('text from people nobody vouches for', () => {
  it.each([
    ['\u001b[2J\u001b]0;owned\u0007', '\\u001b[2J\\u001b]0;owned\\u0007'],
    ['a\nb\r\tc', 'a\\u000ab\\u000d\\u0009c'],
    ['\u009b31m', '\\u009b31m'],
    ['nna\u202e', 'nna\\u202e'],
    ['an\u200bn', 'an\\u200bn'],
    ['\ud800', '\ufffd'],
    ['Zoë 王 🔒', 'Zoë 王 🔒'],
  ])('reaches a terminal spelt out: %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('means in JSON what it meant', () => {
    const value = { name: '\u001b[2J\u009b\u202e\u007f', lines: ['a\nb'] };
    const text = printableJson(value);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe('a table', () => {
  it('is as wide as it has to be, with words for what programs say', () => {
    const rows = [
      { id: 'ann', createdAt: null, on: true, tags: ['a', 'b'] },
      { id: '王王王', createdAt: 'now', on: false, tags: [] },
    ];
    expect(table(rows, ['id', 'createdAt', 'on', 'tags']).split('\n')).toEqual([
      'ID      CREATED AT  ON   TAGS',
      'ann     -           yes  a, b',
      '王王王  now         no   -',
    ]);
  });

  it('says so when there is nothing in it, and breaks no line for what is', () => {
    expect(table([], ['id'])).toBe('None.');
    expect(table([{ id: 'a\nb' }], ['id'])).toBe('ID\na\\u000ab');
    expect(
      fields([
        ['a', 1],
        ['long', { x: 1 }],
      ]),
    ).toBe('a     1\nlong  {"x":1}');
  });
});

describe('a line of bars', () => {
  it('is as high as the most, and shows the least', () => {
    expect(sparkline([0, 1, 50, 100])).toBe('▁▂▅█');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });

  it('adds neighbours up where there are too many', () => {
    expect(squeeze([1, 2, 3, 4, 5], 3)).toEqual([3, 7, 5]);
    expect(squeeze([1, 2], 9)).toEqual([1, 2]);
  });
});

describe('progress', () => {
  it('is a bar, or a count where nobody knows the end', () => {
    expect(progressLine('unlocking', 5, 10)).toBe(
      `unlocking [${'#'.repeat(15)}${' '.repeat(15)}] 5 of 10`,
    );
    expect(progressLine('reading', 1200)).toBe('reading 1,200 ...');
  });
});
