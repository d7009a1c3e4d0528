import type { SetOutcome } from '../../core/model/outcome.ts';
import type { WireResponse } from '../dialect.ts';
import { answer, refuse } from './answers.ts';
import { type Exchange, ownPin } from './mixin-call.ts';
import type { PlainPin } from './plain-pin.ts';
import { refuseAmbiguous, refuseForm } from './refuse-pin.ts';
import { ownUser } from './user.ts';

/** The first PIN of a user. Of two at once, one is set. */
export async function setPin(exchange: Exchange, wanted: PlainPin): Promise<WireResponse> {
  const { core, call } = exchange;
  const about = ownPin(exchange);
  switch (wanted.form) {
    case 'digits':
      if (wanted.ambiguous) return refuseAmbiguous(exchange);
      return tell(exchange, await core.setPin(call, { ...about, newPin: wanted.digits }));
    case 'key':
      return tell(exchange, await core.setKey(call, { ...about, newKey: wanted.key }));
    default:
      return refuseForm(exchange, 'neither six digits nor a TIP key');
  }
}

async function tell(exchange: Exchange, outcome: SetOutcome): Promise<WireResponse> {
  switch (outcome.outcome) {
    case 'set':
      return answer(await ownUser(exchange));
    case 'refused':
      return refuse(20118, { reason: 'the policy refuses this PIN', rule: outcome.rule });
    case 'exists':
      return refuse(20118, { reason: 'a PIN is set: send the old one too' });
    // This wire sends no picture.
    case 'prompt_refused':
    case 'unknown_subject':
      return refuse(401);
  }
}
