import type { Policy } from '../../../core/model/policy.ts';
import { ANSWER_LENGTH_MAX, QUESTION_LENGTH_MAX } from '../../../core/model/security-questions.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Messages } from '../messages/messages.ts';
import { type FormState, stateOf } from './fields.ts';

/** Names of the fields of one question; its place is counted from 0. */
export function questionNames(index: number) {
  const number = index + 1;
  return {
    choice: `question${number}`,
    own: `ownQuestion${number}`,
    answer: `answer${number}`,
    hint: `hint${number}`,
  } as const;
}

/** Questions to choose, from a list or in words of one's own, each with its answer and a hint. */
export function questionFields(state: FormState, { questionsMin }: Policy): Html {
  return html`${Array.from({ length: questionsMin }, (_none, index) => oneQuestion(state, index))}`;
}

function oneQuestion(state: FormState, index: number): Html {
  const { fields, defaultQuestions } = state.messages;
  const { choice, own, answer, hint } = questionNames(index);
  const chosen = state.kept.get(choice);
  return html`<fieldset class="pad-question">
<legend>${fields.question(index + 1)}</legend>
<div class="pad-field">
<label for="${choice}">${fields.chooseQuestion}</label>
<select id="${choice}" name="${choice}" autocomplete="off"${stateOf(state, choice)}>
<option value="">–</option>
${defaultQuestions.map((text, place) => option(text, String(place), chosen))}
</select>
</div>
${textField(state, own, { label: fields.ownQuestion, maxLength: QUESTION_LENGTH_MAX })}
${textField(state, answer, { label: fields.answer, maxLength: ANSWER_LENGTH_MAX, required: true, secret: true })}
${textField(state, hint, { label: fields.hint, maxLength: QUESTION_LENGTH_MAX, note: fields.hintNote })}
</fieldset>`;
}

function option(text: string, value: string, chosen: string | undefined): Html {
  return html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`;
}

interface TextField {
  readonly label: string;
  readonly maxLength: number;
  readonly note?: string;
  readonly required?: true;
  /** Sent encrypted where the page's script runs. */
  readonly secret?: true;
}

/** A line of text. The browser is asked not to keep, correct or send it anywhere for spelling. */
export function textField(state: FormState, id: string, field: TextField): Html {
  const { label, maxLength, note, required, secret } = field;
  const noteId = note === undefined ? undefined : `${id}-hint`;
  return html`<div class="pad-field">
<label for="${id}">${label}</label>
<input id="${id}" name="${id}" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" maxlength="${maxLength}" value="${state.kept.get(id) ?? ''}"${required && html` required`}${secret && html` data-secret`}${stateOf(state, id, noteId)}>
${note && html`<p class="pad-hint" id="${noteId}">${note}</p>`}
</div>`;
}

/** The first field somebody still has to fill in, where questions come first. */
export function firstOpenField({ kept }: Pick<FormState, 'kept'>): string {
  const { choice, own, answer } = questionNames(0);
  return kept.get(choice) || kept.get(own) ? answer : choice;
}

export function questionText(messages: Messages, choice: string): string | undefined {
  return /^\d{1,2}$/.test(choice) ? messages.defaultQuestions[Number(choice)] : undefined;
}
