import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { SetOutcome } from '../../core/model/outcome.ts';
import type { WireResponse } from '../dialect.ts';
import { answer, refuse } from './answers.ts';
import type { Exchange } from './mixin-call.ts';
import type { PlainPin } from './plain-pin.ts';
import { refuseUncounted } from './refuse-pin.ts';
import { ownUser } from './user.ts';

/** The first PIN of a user. Of two at once, one is set. */
export async function setPin(exchange: Exchange, wanted: PlainPin): Promise<WireResponse> {
  const { core, call, subject: id } = exchange;
  const about = { subject: { id }, purpose: DEFAULT_PURPOSE };
  switch (wanted.form) {
    case 'digits':
      if (wanted.ambiguous) return refuseAmbiguous(exchange);
      return tell(exchange, await core.setPin(call, { ...about, newPin: wanted.digits }));
    case 'key':
      return tell(exchange, await core.setKey(call, { ...about, newKey: wanted.key }));
    default:
      return refuseUncounted(exchange, 20118, { reason: 'neither six digits nor a TIP key' });
  }
}

/**
 * Three typed digits must not become the PIN of somebody who then has a thousand of them to choose
 * from; so nobody can set the thousand packed PINs that look the same. To verify one set otherwise is fine.
 */
export function refuseAmbiguous(exchange: Exchange): Promise<WireResponse> {
  return refuseUncounted(exchange, 20118, {
    reason: 'may be three digits or six packed ones: choose another PIN',
  });
}

async function tell(exchange: Exchange, outcome: SetOutcome): Promise<WireResponse> {
  switch (outcome.outcome) {
    case 'set':
      return answer(await ownUser(exchange));
    case 'refused':
      return refuse(20118, { reason: 'the policy refuses this PIN', rule: outcome.rule });
    case 'exists':
      return refuse(20118, { reason: 'a PIN is set: send the old one too' });
    case 'unknown_subject':
      return refuse(401);
  }
}
