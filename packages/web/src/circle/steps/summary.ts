import { make } from '../make.ts';
import type { ChosenQuestion } from '../question.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { fill } from '../wording/fill.ts';
import { sayDay } from '../wording/say-day.ts';
import { sayOrdinal } from '../wording/say-ordinal.ts';

/** The last look at what cannot be changed later. */
export function openSummary(stage: Stage): Screen {
  const { securitySummary, common } = stage.words;
  const items = (stage.entered.questions ?? []).map((chosen, at) => summarise(stage, chosen, at));
  return {
    title: [securitySummary.title],
    body: [make('ol', { class: 'summary' }, ...items)],
    action: common.continue,
    submit: stage.goOn,
  };
}

function summarise(stage: Stage, chosen: ChosenQuestion, at: number): HTMLElement {
  const { language, words } = stage;
  const place = fill(words.securitySummary.question, { ordinal: sayOrdinal(at + 1, language.tag) });
  const answer = chosen.type === 'DATE' ? sayDay(chosen.answer, language.tag) : chosen.answer;
  const item = make(
    'li',
    {},
    make('p', { class: 'place', dir: 'auto' }, place),
    make('p', { class: 'question-text', dir: 'auto' }, chosen.question),
    make('p', { class: 'answer', dir: 'auto' }, answer),
  );
  if (chosen.hint !== undefined) {
    item.append(
      make('p', { class: 'hint', dir: 'auto' }, `${language.wording.page.hint}: ${chosen.hint}`),
    );
  }
  return item;
}
