import { make } from '../make.ts';
import { foldText } from '../question.ts';
import { field, textInput } from '../question-section.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { fill } from '../wording/fill.ts';

/** Typed and not ticked: nobody can restore what is lost, and that should have been read. */
export function openConsent(stage: Stage): Screen {
  const { securityConfirm, common } = stage.words;
  const phrase = securityConfirm.inputMatch;
  const input = textInput('consent', fill(securityConfirm.inputPlaceholder, { phrase }));
  input.required = true;
  const picture = stage.images('securityConfirmMain', make('span', { hidden: '' }));
  const statements = stage.statements.map((text) => make('li', { dir: 'auto' }, text));
  return {
    title: [securityConfirm.title],
    body: [
      make('div', { class: 'picture' }, picture),
      make('p', { class: 'lead', dir: 'auto' }, securityConfirm.headline),
      make('ul', { class: 'statements' }, ...statements),
      field('consent', fill(securityConfirm.inputHeadline, { phrase }), input),
    ],
    action: common.confirm,
    isComplete: () => foldText(input.value) === foldText(phrase),
    submit: stage.goOn,
  };
}
