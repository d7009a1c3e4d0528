import { expect, it } from 'vitest';
import { sayInstant } from './until.ts';

const NOW = new Date(2026, 4, 4, 12);

it('says today’s times without the date, in the language of the page', () => {
  expect(sayInstant(new Date(2026, 4, 4, 14, 5), NOW, 'en')).toMatch(/^2:05\sPM$/);
  expect(sayInstant(new Date(2026, 4, 4, 14, 5), NOW, 'fr')).toBe('14:05');
});

it('names the day of any other time', () => {
  expect(sayInstant(new Date(2026, 4, 5, 9), NOW, 'en')).toMatch(/Tuesday, May 5.*9:00/);
});
