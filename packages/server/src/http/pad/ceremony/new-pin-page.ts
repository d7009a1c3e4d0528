import type { Tenant } from '../../../core/model/tenant.ts';
import type { Ceremony } from '../../../core/usecases/read-ceremony.ts';
import { html } from '../../pages/html.ts';
import type { HostedPage } from '../shell.ts';
import type { Surface } from '../surface.ts';
import type { Attempt } from './attempt.ts';
import { type FormState, mainButton, newPinFields, problemRegion } from './fields.ts';
import { promptFields } from './prompt-fields.ts';
import { promptFigure } from './prompt-figure.ts';
import { stepForm } from './step-form.ts';

interface ProvenRecovery extends Pick<Ceremony, 'prompt'> {
  readonly tenant: Tenant;
  readonly grant: string;
}

/**
 * The last step of a recovery. The grant travels in the form: it is good for one new PIN of this
 * person, for minutes, and whoever has the page has proven to be them.
 */
export function newPinPage(
  surface: Surface,
  { tenant, grant, prompt }: ProvenRecovery,
  { complaint, kept }: Attempt,
): HostedPage {
  const { messages } = surface;
  const task = messages.tasks.recover;
  const state: FormState = { messages, complaint, kept, focus: 'newPin', prompt };
  const fields = html`<input type="hidden" name="grant" value="${grant}">
${newPinFields(state, tenant.policy)}
${promptFields(state)}
${mainButton(messages, task.button)}`;
  const main = html`<h1>${task.title}</h1>
<p>${complaint === null ? messages.proof.proven : task.lead}</p>
${promptFigure(messages, prompt)}
${problemRegion(state)}
${stepForm(surface, 'new_pin', fields)}`;
  return { title: task.title, main, unrepeatable: true };
}
