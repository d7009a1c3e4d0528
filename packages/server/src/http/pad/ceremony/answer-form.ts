import type { CeremonyStep } from '../../../core/model/ceremony.ts';
import type { Tenant } from '../../../core/model/tenant.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { type Html, html } from '../../pages/html.ts';
import { sealingOf, untilSealed } from '../sealing.ts';
import type { HostedPage } from '../shell.ts';
import { addressOn, type Surface } from '../surface.ts';
import type { Attempt } from './attempt.ts';
import {
  currentPinField,
  type FormState,
  mainButton,
  newPinFields,
  problemRegion,
} from './fields.ts';
import { promptFields } from './prompt-fields.ts';
import { promptFigure } from './prompt-figure.ts';
import { firstOpenField, questionFields } from './question-fields.ts';

/** The page of every challenge but a recovery: what it asks for, in one form. */
export function answerForm(
  surface: Surface,
  tenant: Tenant,
  { challenge, steps, prompt }: Ceremony,
  { complaint, kept }: Attempt,
): HostedPage {
  const { messages, path } = surface;
  const task = messages.tasks[challenge.type];
  const focus = firstField(steps, kept);
  const state: FormState = { messages, complaint, kept, focus, prompt };
  const label = challenge.type === 'verify' ? messages.fields.pin : messages.fields.currentPin;
  const parts: Readonly<Record<CeremonyStep, () => Html | null>> = {
    currentPin: () => currentPinField(state, label),
    newPin: () => newPinFields(state, tenant.policy),
    questions: () => questionFields(state, tenant.policy),
    proof: () => null,
  };
  const fields = html`${steps.map((step) => parts[step]())}
${steps.includes('newPin') && promptFields(state)}
${mainButton(messages, task.button)}`;
  const main = html`<h1>${task.title}</h1>
<p>${task.lead}</p>
${challenge.operation !== null && html`<p class="pad-operation"><bdi>${challenge.operation}</bdi></p>`}
${promptFigure(messages, prompt)}
<form method="post" action="${addressOn(surface, path)}"${sealingOf(surface)} data-pad>
${problemRegion(state)}
${untilSealed(surface, fields)}
</form>
${steps.includes('currentPin') && forgotForm(surface)}`;
  return { title: task.title, main };
}

/** A way out for who forgot the PIN. It opens a recovery, so it is no mere link. */
export function forgotForm(surface: Surface): Html {
  const { messages, path } = surface;
  return html`<form class="pad-actions" method="post" action="${addressOn(surface, `${path}/forgot`)}" data-pad>
<button class="button second" type="submit" data-busy="${messages.busy}">${messages.forgot}</button>
</form>`;
}

function firstField(
  [first]: readonly CeremonyStep[],
  kept: ReadonlyMap<string, string>,
): string | null {
  if (first === 'questions') return firstOpenField({ kept });
  return first ?? null;
}
