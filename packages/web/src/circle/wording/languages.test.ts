import { expect, it } from 'vitest';
import { ENGLISH } from './english.ts';
import { chooseLanguage } from './languages.ts';

const TAGS = ['es', 'fr', 'sw', 'ar'];

it('answers a browser in its language and everybody else in English', () => {
  expect(chooseLanguage('fr-CA').tag).toBe('fr');
  expect(chooseLanguage('AR').direction).toBe('rtl');
  expect(chooseLanguage('ja').tag).toBe('en');
  expect(chooseLanguage('').tag).toBe('en');
});

it.each(TAGS)('puts no other words into braces in %s than English has', (tag) => {
  expect(placeholders(chooseLanguage(tag).wording)).toEqual(placeholders(ENGLISH));
});

it.each(TAGS)('offers as many questions in %s as in English', (tag) => {
  const { text, date } = chooseLanguage(tag).wording.questions;
  expect([text.length, date.length]).toEqual([
    ENGLISH.questions.text.length,
    ENGLISH.questions.date.length,
  ]);
});

/** Each text's placeholders by the text's path; the plural forms may do without the number. */
function placeholders(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/\{+\w+\}+/g)].map(([found]) => `${path} ${found}`).sort();
  }
  return Object.entries(value as object)
    .filter(([key]) => key !== 'triesLeft')
    .flatMap(([key, part]) => placeholders(part, `${path}.${key}`));
}
