import type { StoredQuestion } from '../api.ts';
import { make } from '../make.ts';
import { answerInput } from '../question-section.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { headline } from '../wording/headline.ts';
import { triesNote } from './tries-note.ts';

export function openAnswers(stage: Stage): Screen {
  const { api, words, started, language } = stage;
  const asked = started.questions.map((stored, at) => ask(stage, stored, at + 1));
  return {
    title: headline(words.recoverPincode.headline, words.recoverPincode.headline2),
    body: [
      make('p', { class: 'lead', dir: 'auto' }, words.recoverPincode.subhead),
      ...triesNote(started.answerAttemptsRemaining, language),
      make('div', { class: 'questions' }, ...asked.map(({ element }) => element)),
    ],
    action: words.common.continue,
    isComplete: () => asked.every(({ input }) => input.value.trim() !== ''),
    submit: async () => {
      const answer = await api.proveAnswers(asked.map(({ input }) => input.value.trim()));
      if ('refusal' in answer) return stage.refuse(answer.refusal);
      stage.entered.grant = answer.value;
      await stage.goOn();
    },
  };
}

function ask(
  { words, language }: Stage,
  { question, type, hint }: StoredQuestion,
  number: number,
): { readonly element: HTMLElement; readonly input: HTMLInputElement } {
  const { answerInputHeader, answerInputPlaceholder } = words.recoverPincode;
  const id = `answer-${number}`;
  const input = answerInput(id, type, answerInputPlaceholder);
  const label = make(
    'label',
    { for: id },
    make('span', { class: 'question-text', dir: 'auto' }, question),
    make('span', { class: 'soft', dir: 'auto' }, answerInputHeader),
  );
  const section = { 'data-testid': 'question-input-section', class: 'question' };
  const element = make('div', section, make('div', { class: 'field' }, label, input));
  if (hint !== null) {
    const title = make('span', { class: 'hint-title' }, language.wording.page.hint);
    const text = make('span', { dir: 'auto' }, hint);
    element.append(make('p', { class: 'hint', id: `${id}-hint` }, title, ' ', text));
    input.setAttribute('aria-describedby', `${id}-hint`);
  }
  return { element, input };
}
