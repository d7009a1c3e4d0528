import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../core/model/pages.ts';
import { MESSAGES } from './catalogue.ts';

describe.each(LANGUAGES)('in %s', (language) => {
  const messages = MESSAGES[language];

  it('the listed questions are those of every other language, each once', () => {
    const { defaultQuestions } = messages;
    expect(new Set(defaultQuestions).size).toBe(MESSAGES.en.defaultQuestions.length);
  });

  it('nothing is left in another language', () => {
    if (language === 'en') return;
    const { tasks, over, questionRules } = messages;
    for (const type of Object.keys(tasks) as (keyof typeof tasks)[]) {
      expect(tasks[type].title).not.toBe(MESSAGES.en.tasks[type].title);
      expect(tasks[type].lead).not.toBe(MESSAGES.en.tasks[type].lead);
    }
    expect(over.expired.text).not.toBe(MESSAGES.en.over.expired.text);
    expect(questionRules).not.toEqual(MESSAGES.en.questionRules);
    const { pictures: _names, rules, phraseNote, ...words } = messages.prompt;
    for (const name of Object.keys(words) as (keyof typeof words)[]) {
      expect(words[name]).not.toBe(MESSAGES.en.prompt[name]);
    }
    for (const rule of Object.keys(rules) as (keyof typeof rules)[]) {
      expect(rules[rule](100)).not.toBe(MESSAGES.en.prompt.rules[rule](100));
    }
    expect(phraseNote(100)).toContain('100');
  });

  it('every picture has a name of its own', () => {
    const names = Object.values(messages.prompt.pictures);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a number', () => {
  it.each([
    [1, 'محاولة واحدة'],
    [2, 'محاولتان'],
    [3, '3 محاولات'],
    [10, '10 محاولات'],
    [11, '11 محاولة'],
  ])('bends its noun in Arabic: %i', (count, words) => {
    expect(MESSAGES.ar.problems.wrongPin(count)).toContain(words);
  });

  it.each([
    ['en', '1 try left', '2 tries left'],
    ['es', 'Queda 1 intento', 'Quedan 2 intentos'],
    ['fr', 'Il reste 1 essai.', 'Il reste 2 essais.'],
    ['sw', 'Limebaki jaribio 1', 'Yamebaki majaribio 2'],
  ] as const)('bends its noun in %s', (language, one, two) => {
    const { wrongPin } = MESSAGES[language].problems;
    expect(wrongPin(1)).toContain(one);
    expect(wrongPin(2)).toContain(two);
  });
});
