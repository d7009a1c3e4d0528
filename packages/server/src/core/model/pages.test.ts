import { expect, it } from 'vitest';
import { brokenThemeRule } from './pages.ts';

it('takes no theme, whole pairs, and nothing that cannot be read', () => {
  expect(brokenThemeRule({})).toBeNull();
  expect(brokenThemeRule({ accent: '#5b2a86', onAccent: '#ffffff' })).toBeNull();
  expect(brokenThemeRule({ accent: '#5b2a86' })).toContain('together');
  expect(brokenThemeRule({ ink: '#111111', surface: '#ffffff' })).toContain('together');
  expect(brokenThemeRule({ accent: '#ffee00', onAccent: '#ffffff' })).toContain('contrast');
  expect(brokenThemeRule({ ink: '#777777', surface: '#ffffff', paper: '#ffffff' })).toContain(
    '4.5',
  );
  expect(brokenThemeRule({ ink: '#767676', surface: '#ffffff', paper: '#ffffff' })).toBeNull();
});
