import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { SECOND_MS } from '../../core/model/instant.ts';
import { type Html, html } from '../pages/html.ts';
import type { Sealing, Surface } from './surface.ts';

/** For one challenge: what is encrypted for its page is good on no other. */
export async function sealingFor(
  core: Pick<Core, 'publicKeys'>,
  call: Call,
  { challenge, required }: { readonly challenge: string; readonly required: boolean },
): Promise<Sealing> {
  const { keys, tenant: aud, now } = await core.publicKeys(call);
  // The curve every browser has.
  const key = keys.find(({ use, crv }) => use === 'enc' && crv === 'P-256');
  const about = { aud, challenge, now: Math.floor(now / SECOND_MS), key };
  return { text: JSON.stringify(about), required };
}

/** The attribute by which a form is found by the script. */
export function sealingOf({ sealing }: Surface): Html {
  return html`${sealing && html` data-seal="${sealing.text}"`}`;
}

/** Fields that nothing can be typed into before the script is there to encrypt it, where it has to be. */
export function untilSealed({ sealing, messages }: Surface, fields: Html): Html {
  if (!sealing?.required) return fields;
  return html`<p data-locked>${messages.problems.scriptNeeded}</p>
<fieldset class="pad-lockable" data-locked disabled>
${fields}
</fieldset>`;
}
