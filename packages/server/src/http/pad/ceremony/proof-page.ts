import { MINUTE_MS } from '../../../core/model/instant.ts';
import { CODE_DIGITS, CODE_TTL_MS } from '../../../core/model/recovery.ts';
import type { SecurityQuestion } from '../../../core/model/security-questions.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { type Html, html } from '../../pages/html.ts';
import type { HostedPage } from '../shell.ts';
import { addressOn, type Surface } from '../surface.ts';
import type { Attempt } from './attempt.ts';
import { type FormState, mainButton, problemRegion, stateOf } from './fields.ts';
import { lockWords } from './lock-words.ts';
import { wayBack } from './notice.ts';
import { promptFigure } from './prompt-figure.ts';
import { questionNames, textField } from './question-fields.ts';
import { stepForm } from './step-form.ts';

/** Ways to show that it is you: answers, a code, whichever there is; or whom to ask. */
export function proofPage(
  surface: Surface,
  { challenge, questions, answers, codes, prompt }: Ceremony,
  { complaint }: Attempt,
): HostedPage {
  const { messages } = surface;
  const { proof, lock } = messages;
  const asked = answers.locked ? null : questions;
  const state: FormState = {
    ...{ messages, complaint, kept: new Map(), prompt },
    focus: asked === null ? null : questionNames(0).answer,
  };
  const locked = questions !== null && answers.locked && lockWords(surface, lock.answers, answers);
  const neither = asked === null && !codes;
  const main = html`<h1>${proof.title}</h1>
${!neither && html`<p>${proof.lead}</p>`}
${asked && promptFigure(messages, prompt)}
${problemRegion(state)}
${locked && html`<div class="pad-locked"><p>${locked}</p></div>`}
${asked && answersForm(surface, state, asked)}
${codes && sendForm(surface)}
${neither && html`${!locked && html`<p>${proof.neither}</p>`}${wayBack(messages, challenge.returnUrl)}`}`;
  return { title: proof.title, main };
}

function answersForm(
  surface: Surface,
  state: FormState,
  questions: readonly SecurityQuestion[],
): Html {
  const { proof } = state.messages;
  const fields = questions.map(({ question, hint }, index) =>
    textField(state, questionNames(index).answer, {
      ...{ label: question, maxLength: 256, required: true, secret: true },
      ...(hint !== null && { note: proof.hintIs(hint) }),
    }),
  );
  return html`<h2>${proof.answers}</h2>
${stepForm(surface, 'answers', html`${fields}${mainButton(state.messages, proof.checkAnswers)}`)}`;
}

function sendForm(surface: Surface): Html {
  const { proof } = surface.messages;
  return html`<h2>${proof.byCode}</h2>
<p>${proof.byCodeLead}</p>
${stepForm(surface, 'send_code', mainButton(surface.messages, proof.sendCode))}`;
}

/** Asks for the code that was sent. */
export function codePage(
  surface: Surface,
  { recovery, prompt }: Pick<Ceremony, 'prompt'> & { readonly recovery: string },
  { complaint }: Pick<Attempt, 'complaint'>,
): HostedPage {
  const { messages, path } = surface;
  const { proof, fields } = messages;
  const state: FormState = { messages, complaint, focus: 'code', kept: new Map(), prompt };
  const main = html`<h1>${proof.title}</h1>
<p>${proof.codeSent(CODE_DIGITS, CODE_TTL_MS / MINUTE_MS)}</p>
${promptFigure(messages, prompt)}
${problemRegion(state)}
${stepForm(
  surface,
  'code',
  html`<input type="hidden" name="recovery" value="${recovery}">
<div class="pad-field">
<label for="code">${fields.code}</label>
<input id="code" name="code" type="text" inputmode="numeric" pattern="[0-9]*" autocomplete="one-time-code" minlength="${CODE_DIGITS}" maxlength="${CODE_DIGITS}" required data-secret${stateOf(state, 'code')}>
</div>
${mainButton(messages, proof.checkCode)}`,
)}
${stepForm(surface, 'send_code', html`<button class="button second" type="submit" data-busy="${messages.busy}">${proof.sendAgain}</button>`)}
<p><a href="${addressOn(surface, path)}">${proof.otherWay}</a></p>`;
  return { title: proof.title, main, unrepeatable: true };
}
