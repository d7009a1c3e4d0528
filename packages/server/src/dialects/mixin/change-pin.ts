import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { ChangeOutcome, ReplaceByKeyOutcome } from '../../core/model/outcome.ts';
import { Pin } from '../../core/model/pin.ts';
import type { PinKey, PinProof, VerifierKind } from '../../core/model/pin-key.ts';
import type { WireResponse } from '../dialect.ts';
import { answer, refuse } from './answers.ts';
import { type Exchange, ownPin } from './mixin-call.ts';
import type { PlainPin } from './plain-pin.ts';
import { refuseAmbiguous, refuseAttempt, refuseForm, refuseUncounted } from './refuse-pin.ts';
import { fromSession } from './settings.ts';
import { verifyText } from './tip-text.ts';
import { ownUser } from './user.ts';

export interface WantedChange {
  /** What is in force. */
  readonly kind: VerifierKind;
  readonly current: PlainPin;
  readonly wanted: PlainPin;
}

/** Digits may be followed by digits or by a key, a key by a key with a larger counter (mixin 9.3). */
export async function changePin(exchange: Exchange, change: WantedChange): Promise<WireResponse> {
  const { kind, wanted } = change;
  if (wanted.form === 'key') return changeToKey(exchange, change, wanted.key);
  if (wanted.form !== 'digits') return refuseForm(exchange, 'neither six digits nor a TIP key');
  if (wanted.ambiguous) return refuseAmbiguous(exchange);
  if (kind === 'key') return refuseForm(exchange, 'there is no way back from TIP to digits');
  const currentPin = pinOf(change.current);
  if (currentPin === null) return refuseForm(exchange, 'the old PIN is not six digits');
  const { core, call } = exchange;
  const command = { ...ownPin(exchange), currentPin, newPin: wanted.digits };
  return tell(exchange, await core.changePin(fromSession(call), command));
}

async function changeToKey(
  exchange: Exchange,
  { kind, current }: WantedChange,
  newKey: PinKey,
): Promise<WireResponse> {
  const { core, call, subject } = exchange;
  const inForce = await core.readPinKey(call, { subject, purpose: DEFAULT_PURPOSE });
  if (inForce !== null && newKey.counter <= inForce.counter) return refuseCounter(exchange);
  const proof = kind === 'hash' ? pinOf(current) : signatureOf(current, inForce);
  if (proof === null) {
    const wanted = kind === 'hash' ? 'six digits' : 'a signature of the TIP key';
    return refuseForm(exchange, `the old PIN is not ${wanted}`);
  }
  const outcome = await core.replaceByKey(call, {
    ...ownPin(exchange),
    current: proof,
    newKey,
    ...(inForce !== null && { currentCounter: inForce.counter }),
  });
  return outcome.outcome === 'not_newer' ? refuseCounter(exchange) : tell(exchange, outcome);
}

async function tell(
  exchange: Exchange,
  outcome: ChangeOutcome | Exclude<ReplaceByKeyOutcome, { outcome: 'not_newer' }>,
): Promise<WireResponse> {
  switch (outcome.outcome) {
    case 'changed':
      return answer(await ownUser(exchange));
    case 'refused':
      return refuse(20118, { reason: 'the policy refuses this PIN', rule: outcome.rule });
    case 'not_entitled':
    case 'prompt_refused':
      // This wire asks for nothing beyond the old PIN, and sends no picture.
      return refuse(403);
    default:
      return refuseAttempt(outcome);
  }
}

function pinOf(pin: PlainPin): Pin | null {
  return pin.form === 'digits' ? Pin.parse(pin.digits) : null;
}

/** Over the counter in force: an old signature is none any more once the counter has moved. */
function signatureOf(pin: PlainPin, inForce: PinKey | null): PinProof | null {
  if (pin.form !== 'signature' || inForce === null) return null;
  return { message: verifyText(String(inForce.counter)), signature: pin.signature };
}

function refuseCounter(exchange: Exchange): Promise<WireResponse> {
  const reason = 'the counter is not above the one in force';
  return refuseUncounted(exchange, 10002, { field: 'pin', reason });
}
