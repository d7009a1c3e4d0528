import { expect, it } from 'vitest';
import { makeTypeahead } from './typeahead.ts';

const LABELS = ['What was it?', 'When was it?', 'Where was it?', 'Your name?'];

it('finds by what is typed in one go', () => {
  const { find } = makeTypeahead();
  expect(find('w', LABELS, -1, 0)).toBe(0);
  expect(find('h', LABELS, 0, 100)).toBe(0);
  expect(find('e', LABELS, 0, 200)).toBe(1);
  expect(find('r', LABELS, 1, 300)).toBe(2);
  expect(find('x', LABELS, 2, 400)).toBe(-1);
});

it('begins anew after a pause', () => {
  const { find, isTyping } = makeTypeahead();
  find('w', LABELS, -1, 0);
  expect(isTyping(600)).toBe(true);
  expect(isTyping(900)).toBe(false);
  expect(find('Y', LABELS, 0, 900)).toBe(3);
});

it('goes round through options with the same first letter', () => {
  const { find } = makeTypeahead();
  expect(find('w', LABELS, 0, 0)).toBe(1);
  expect(find('w', LABELS, 1, 100)).toBe(2);
  expect(find('w', LABELS, 2, 200)).toBe(0);
});
