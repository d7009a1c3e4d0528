import { expect, it } from 'vitest';
import { blend, contrast, parseColour, readColour } from './colour.ts';

const read = (value: unknown): string | undefined => readColour(value, () => true);

it.each([
  '#fff',
  '#FFF8',
  '#a1b2c3',
  '#a1b2c3d4',
  'rgb(1, 2, 3)',
  'rgba(1,2,3,.5)',
  'rgb(10% 20% 30% / 40%)',
  'hsl(210deg 50% 40%)',
  'hsla(210, 50%, 40%, 0.3)',
  'rebeccapurple',
  'transparent',
])('takes %s for a colour', (value) => {
  expect(read(value)).toBe(value);
});

it.each([
  '#ff',
  '#ggg',
  'url(https://evil.example/x)',
  'red;background:url(//x)',
  'red}body{display:none',
  'var(--paper)',
  'rgb(var(--x), 1, 2)',
  'rgb(1,2,3)/**/',
  'color-mix(in srgb, red, blue)',
  'image-set("x")',
  'inherit',
  'currentColor',
  'red!important',
  '\\72 ed',
  'a'.repeat(100),
  `rgb(1,${' '.repeat(80)}2,3)`,
  7,
  null,
  ['red'],
])('takes nothing of %s', (value) => {
  expect(read(value)).toBeUndefined();
});

it('leaves the last word to the browser', () => {
  expect(readColour('chartreux', () => false)).toBeUndefined();
});

it('tells how well one colour reads on another', () => {
  const [white, black, grey] = ['#ffffff', '#000000', '#767676'].map((text) => parseColour(text));
  if (!white || !black || !grey) throw new Error('a colour was not understood');
  expect(contrast(white, black)).toBeCloseTo(21);
  expect(contrast(black, white)).toBeCloseTo(21);
  expect(contrast(white, grey)).toBeCloseTo(4.54, 2);
  expect(parseColour('rgba(1, 2, 3, 0.5)')).toEqual({ rgb: [1, 2, 3], alpha: 0.5 });
  expect(parseColour('color(display-p3 1 0 0)')).toBeUndefined();
});

it('looks on another colour as what it lets through', () => {
  const white = { rgb: [255, 255, 255], alpha: 1 } as const;
  const black = { rgb: [0, 0, 0], alpha: 1 } as const;
  expect(blend({ rgb: [0, 0, 0], alpha: 0 }, white)).toEqual(white);
  expect(blend(black, white)).toEqual(black);
  expect(contrast(blend({ rgb: [0, 0, 0], alpha: 0.01 }, white), white)).toBeLessThan(1.1);
});
