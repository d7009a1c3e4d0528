import type { Tenant } from '../../../core/model/tenant.ts';
import { html } from '../../pages/html.ts';
import type { HostedPage } from '../shell.ts';
import type { Surface } from '../surface.ts';
import type { Attempt } from './attempt.ts';
import { type FormState, mainButton, newPinFields, problemRegion } from './fields.ts';
import { stepForm } from './step-form.ts';

/**
 * The last step of a recovery. The grant travels in the form: it is good for one new PIN of this
 * person, for minutes, and whoever has the page has proven to be them.
 */
export function newPinPage(
  surface: Surface,
  tenant: Tenant,
  grant: string,
  { complaint, kept }: Attempt,
): HostedPage {
  const { messages } = surface;
  const task = messages.tasks.recover;
  const state: FormState = { messages, complaint, kept, focus: 'newPin' };
  const fields = html`<input type="hidden" name="grant" value="${grant}">
${newPinFields(state, tenant.policy)}
${mainButton(messages, task.button)}`;
  const main = html`<h1>${task.title}</h1>
<p>${complaint === null ? messages.proof.proven : task.lead}</p>
${problemRegion(state)}
${stepForm(surface, 'new_pin', fields)}`;
  return { title: task.title, main, unrepeatable: true };
}
