import { PIN_LENGTH_MAX, PIN_LENGTH_MIN } from '../../../core/model/pin.ts';
import type { Policy } from '../../../core/model/policy.ts';
import type { SecurityPrompt } from '../../../core/model/security-prompt.ts';
import { type Html, html } from '../../pages/html.ts';
import type { Messages } from '../messages/messages.ts';
import type { Complaint } from './attempt.ts';
import { PROMPT_ID } from './prompt-figure.ts';

/** Id of the region that says what is wrong; a field it is about names it as its description. */
export const PROBLEM_ID = 'problem';

/** What the fields of one form have in common. */
export interface FormState {
  readonly messages: Messages;
  readonly complaint: Complaint | null;
  /** Id of the field that has the focus when the page opens. */
  readonly focus: string | null;
  readonly kept: ReadonlyMap<string, string>;
  /** What the person is shown above the form; `null`: nothing. */
  readonly prompt: SecurityPrompt | null;
}

/** The PIN in force: any PIN there may be, whatever the policy says about new ones. */
export function currentPinField(state: FormState, label: string): Html {
  return html`<div class="pad-field">
<label for="currentPin">${label}</label>
${pinInput(state, 'currentPin', { minLength: PIN_LENGTH_MIN, maxLength: PIN_LENGTH_MAX })}
</div>`;
}

/** A new PIN, twice: nobody sees what they type. */
export function newPinFields(state: FormState, policy: Policy): Html {
  const { fields, problems } = state.messages;
  const { minLength, maxLength } = policy;
  const again = html` data-repeat-of="newPin" data-mismatch="${problems.mismatch}"`;
  return html`<div class="pad-field">
<label for="newPin">${fields.newPin}</label>
${pinInput(state, 'newPin', { minLength, maxLength, note: 'newPin-hint' })}
<p class="pad-hint" id="newPin-hint">${fields.digits(minLength, maxLength)}</p>
</div>
<div class="pad-field">
<label for="repeatPin">${fields.repeatPin}</label>
${pinInput(state, 'repeatPin', { minLength, maxLength, note: 'repeatPin-hint', extra: again })}
<p class="pad-hint" id="repeatPin-hint">${fields.repeatNote}</p>
</div>`;
}

interface PinInput {
  readonly minLength: number;
  readonly maxLength: number;
  /** Id of the text that describes the field. */
  readonly note?: string;
  readonly extra?: Html;
}

/** One real text input. It is never filled in again: what was typed stays with who typed it. */
function pinInput(state: FormState, id: string, input: PinInput): Html {
  const { minLength, maxLength, note, extra } = input;
  const { show, hide } = state.messages.fields;
  return html`<input id="${id}" name="${id}" type="password" inputmode="numeric" pattern="[0-9]*" autocomplete="off" minlength="${minLength}" maxlength="${maxLength}" required data-pin data-show="${show}" data-hide="${hide}"${extra}${stateOf(state, id, note)}>`;
}

/**
 * Attributes that tell where the form stands: the focus, what is wrong, what describes a field. Who
 * hears the page starts at the field with the focus, past the picture and phrase above it: so these
 * describe that field.
 */
export function stateOf({ complaint, focus, prompt }: FormState, id: string, note?: string): Html {
  const wrong = complaint?.field === id;
  const first = prompt !== null && focus === id;
  const described = [first && PROMPT_ID, note, wrong && PROBLEM_ID].filter(Boolean).join(' ');
  return html`${described !== '' && html` aria-describedby="${described}"`}${
    wrong && html` aria-invalid="true"`
  }${focus === id && html` autofocus`}`;
}

/** What is wrong, where every form has it: there from the start, so that a change is announced. */
export function problemRegion({ complaint }: Pick<FormState, 'complaint'>): Html {
  const words = complaint && html`<div class="pad-error"><p>${complaint.text}</p></div>`;
  return html`<div id="${PROBLEM_ID}" role="alert">${words}</div>`;
}

/** The one button that goes on; `busy` is what it says meanwhile. */
export function mainButton({ busy }: Messages, text: string): Html {
  return html`<div class="pad-actions"><button class="button" type="submit" data-busy="${busy}">${text}</button></div>`;
}
