import type { PinProof } from '../../core/model/pin-key.ts';
import type { WireResponse } from '../dialect.ts';
import { refuse } from './answers.ts';
import { type Exchange, ownPin } from './mixin-call.ts';
import { refuseAttempt, refuseForm } from './refuse-pin.ts';
import { fromSession } from './settings.ts';

/** Shows a PIN to the gate and answers `right` when it was; `null`: nothing that could be a PIN. */
export async function provePin(
  exchange: Exchange,
  pin: PinProof | null,
  right: () => Promise<WireResponse>,
): Promise<WireResponse> {
  const { core, call } = exchange;
  if (pin === null) {
    return refuseForm(exchange, 'neither six digits nor a signature');
  }
  const outcome = await core.verifyPin(fromSession(call), { ...ownPin(exchange), pin });
  switch (outcome.outcome) {
    case 'verified':
      return outcome.mustChange ? refuseStartPin() : right();
    case 'not_entitled':
      // This wire asks for nothing beyond the PIN.
      return refuse(403);
    default:
      return refuseAttempt(outcome);
  }
}

/** The wire has no word for it, and a PIN that must be changed first is good for nothing else. */
function refuseStartPin(): WireResponse {
  return refuse(403, { reason: 'the PIN has to be changed before it can be used' });
}
