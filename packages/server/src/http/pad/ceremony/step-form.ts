import { type Html, html } from '../../pages/html.ts';
import { sealingOf, untilSealed } from '../sealing.ts';
import { addressOn, type Surface } from '../surface.ts';

/** The steps of a recovery, as its forms name them. */
export const RECOVERY_STEPS = ['send_code', 'code', 'answers', 'new_pin'] as const;
export type RecoveryStep = (typeof RECOVERY_STEPS)[number];

/** One of several forms of a recovery; all go to the same address. */
export function stepForm(surface: Surface, step: RecoveryStep, fields: Html): Html {
  return html`<form method="post" action="${addressOn(surface, surface.path)}"${sealingOf(surface)} data-pad>
<input type="hidden" name="step" value="${step}">
${step === 'send_code' ? fields : untilSealed(surface, fields)}
</form>`;
}
