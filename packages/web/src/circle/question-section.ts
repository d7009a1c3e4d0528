import { makeDropdown } from './dropdown.ts';
import type { Images } from './image.ts';
import { make } from './make.ts';
import { type ChosenQuestion, givesAway, type Question } from './question.ts';
import type { Screens } from './wording/english.ts';

/** One slot of the questions screen: a question, its answer, a hint. */
export interface QuestionSection {
  readonly element: HTMLElement;
  readonly first: HTMLElement;
  readonly chosen: () => Question | undefined;
  /** `undefined` until there are a question and an answer. */
  readonly read: () => ChosenQuestion | undefined;
  /** The hint's field, marked, when the hint gives the answer away. */
  readonly refuseHint: () => HTMLElement | undefined;
}

export const TEXT_MAX = 256;

export function makeQuestionSection(options: {
  readonly number: number;
  readonly words: Screens['securityQuestions'];
  readonly images: Images;
  readonly before: ChosenQuestion | undefined;
  /** Those that no other section holds. */
  readonly offered: () => readonly Question[];
}): QuestionSection {
  const { number, words, images, before, offered } = options;
  let chosen: Question | undefined = before;
  const id = `question-${number}`;
  const answer = answerInput(`${id}-answer`, before?.type ?? 'TEXT', words.answerPlaceholder);
  answer.value = before?.answer ?? '';
  const hint = textInput(`${id}-hint`, words.answerHintPlaceholder);
  hint.value = before?.hint ?? '';
  hint.setAttribute('aria-describedby', 'error');
  const dropdown = makeDropdown({
    ...{ id, labelledBy: `${id}-label`, placeholder: words.questionPlaceholder, images },
    chosen: () => chosen?.question,
    offered: () => offered().map(({ question }) => question),
    choose: (label) => {
      chosen = offered().find(({ question }) => question === label);
      const type = chosen?.type === 'DATE' ? 'date' : 'text';
      // A text is no date and a date answers no other question.
      if (answer.type !== type) answer.value = '';
      answer.type = type;
    },
  });
  const mark = words.requiredMark;
  const element = make(
    'fieldset',
    { 'data-testid': 'question-input-section', class: 'question' },
    make('legend', { dir: 'auto' }, `${words.questionHeader} ${number}`),
    field(id, `${words.questionHeader} ${number}`, dropdown.element, mark),
    field(answer.id, words.answerHeader, answer, mark),
    field(hint.id, words.answerHintHeader, hint),
  );
  const read = (): ChosenQuestion | undefined => {
    const text = answer.value.trim();
    if (chosen === undefined || text === '') return undefined;
    const { question, type } = chosen;
    const hinted = hint.value.trim();
    return { question, type, answer: text, ...(hinted !== '' && { hint: hinted }) };
  };
  const refuseHint = (): HTMLElement | undefined => {
    const bad = givesAway(hint.value, answer.value);
    hint.setAttribute('aria-invalid', String(bad));
    return bad ? hint : undefined;
  };
  return { element, first: dropdown.button, chosen: () => chosen, read, refuseHint };
}

/** A label above what it names, with a star or the like when it must be filled in. */
export function field(id: string, text: string, input: HTMLElement, mark?: string): HTMLElement {
  const label = make('label', { for: id, id: `${id}-label`, dir: 'auto' }, text);
  if (mark !== undefined)
    label.append(make('span', { class: 'mark', 'aria-hidden': 'true' }, mark));
  return make('div', { class: 'field' }, label, input);
}

export function answerInput(
  id: string,
  type: Question['type'],
  placeholder: string,
): HTMLInputElement {
  const input = textInput(id, placeholder);
  input.type = type === 'DATE' ? 'date' : 'text';
  input.required = true;
  input.setAttribute('data-testid', 'answer-text-input');
  return input;
}

/** Answers are secrets too: neither stored by the browser nor sent to a spelling service. */
export function textInput(id: string, placeholder: string): HTMLInputElement {
  return make('input', {
    ...{ type: 'text', id, placeholder, dir: 'auto', maxlength: String(TEXT_MAX) },
    ...{ autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' },
  });
}
