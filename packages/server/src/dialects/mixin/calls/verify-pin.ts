import { DEFAULT_PURPOSE } from '../../../core/model/credential.ts';
import { Pin } from '../../../core/model/pin.ts';
import type { PinProof } from '../../../core/model/pin-key.ts';
import type { WireResponse } from '../../dialect.ts';
import { answer } from '../answers.ts';
import { isNow, NANOSECONDS_PER_MS } from '../clock.ts';
import { defineCall, type Exchange } from '../mixin-call.ts';
import { pinFields, requirePin } from '../pin-fields.ts';
import { provePin } from '../prove-pin.ts';
import { BadField, digitsOf } from '../read-body.ts';
import { refuseUncounted } from '../refuse-pin.ts';
import { openPins, usePins } from '../sealed-pin.ts';
import { verifyText } from '../tip-text.ts';
import { ownUser } from '../user.ts';
import { ownUserShape } from '../wire-answers.ts';

const ACTION = 'pin.verify';

export const verifyPin = defineCall({
  path: '/pin/verify',
  summary: 'Verify a PIN: six digits, or a signature of a TIP key',
  data: ownUserShape,
  body: pinFields,
  run: async (exchange, body) => {
    const found = await openPins(exchange, ACTION, [requirePin(body)]);
    if ('refusal' in found) return found.refusal;
    const [sealed] = found.opened;
    const timestamp = digitsOf(exchange.request.body, 'timestamp');
    if (sealed?.pin.form === 'signature' && timestamp === undefined) {
      throw new BadField('timestamp', 'a signature needs the time it was made for');
    }
    const stale = await usePins(exchange, ACTION, found.opened);
    if (stale !== undefined) return stale;
    switch (sealed?.pin.form) {
      case 'digits':
        return test(exchange, Pin.parse(sealed.pin.digits));
      case 'signature':
        return testSignature(exchange, sealed.pin.signature, timestamp ?? '');
      default:
        return test(exchange, null);
    }
  },
});

/** A signature is as good as the envelope around it is, and no longer (mixin 14). */
async function testSignature(
  exchange: Exchange,
  signature: Uint8Array,
  timestamp: string,
): Promise<WireResponse> {
  const { core, call, subject } = exchange;
  if (isNow(exchange, BigInt(timestamp) / NANOSECONDS_PER_MS)) {
    return test(exchange, { message: verifyText(timestamp), signature });
  }
  const reason = 'signed for a time outside the window';
  const attempt = { subject, purpose: DEFAULT_PURPOSE, action: ACTION, reason };
  await core.noteUnevaluated(call, attempt);
  return refuseUncounted(exchange, 20119, { reason: 'check the clock of the device' });
}

function test(exchange: Exchange, pin: PinProof | null): Promise<WireResponse> {
  return provePin(exchange, pin, async () => answer(await ownUser(exchange)));
}
