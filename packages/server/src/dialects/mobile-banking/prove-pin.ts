import type { Call, ReceiptKey } from '../../core/model/call.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import type { VerifyOutcome } from '../../core/model/outcome.ts';
import type { Pin } from '../../core/model/pin.ts';
import type { Exchange } from './action.ts';
import type { PresentedDevice } from './device.ts';
import type { Caller } from './fields.ts';
import { readSettings } from './settings.ts';

/** A PIN typed once, that a gateway may send in several calls with the same `api_request_id`. */
export interface PinProof {
  readonly caller: Caller;
  readonly pin: Pin;
  /** Whether what the action asks for beyond the PIN was shown; absent: nothing is asked. */
  readonly entitled?: boolean;
  /** The device it came from, where the action names one. */
  readonly device?: PresentedDevice;
}

/** Answers that say nothing about a right PIN, and may be remembered. */
const NOT_RIGHT: readonly string[] = ['wrong', 'not_set', 'unknown_subject'];
const REMEMBERED_MS = 10 * MINUTE_MS;

/**
 * Tests a PIN that was just typed, and remembers for a while that it was wrong: after a wrong LOGIN
 * gateways send the same PIN along with further calls.
 */
export async function testTypedPin(exchange: Exchange, proof: PinProof): Promise<VerifyOutcome> {
  const { core, call } = exchange;
  const subject = { identifier: proof.caller.identifier };
  const { pin, entitled } = proof;
  const outcome = await core.verifyPin(fromDevice(call, proof.device), {
    ...{ subject, purpose: DEFAULT_PURPOSE, pin },
    ...(entitled !== undefined && { entitled }),
  });
  // Of a right PIN nothing is kept, not even under a key. Subjects without a PIN get the same write
  // as a wrong PIN.
  if (!NOT_RIGHT.includes(outcome.outcome)) return outcome;
  const expiresAt = core.now() + REMEMBERED_MS;
  await core.recordReceipt(call, { ...(await wrongPinKey(exchange, proof)), expiresAt, outcome });
  return outcome;
}

/**
 * Tests a PIN that comes along with another call. A wrong one that was counted already under the
 * same `api_request_id` is known to be wrong: it is neither tested nor counted again.
 */
export async function testRepeatedPin(exchange: Exchange, proof: PinProof): Promise<VerifyOutcome> {
  const { core, call } = exchange;
  const counted = await core.readReceipt(call, await wrongPinKey(exchange, proof));
  if (counted === null) return testTypedPin(exchange, proof);
  const subject = { identifier: proof.caller.identifier };
  const admission = await core.admitRepeat(fromDevice(call, proof.device), {
    subject,
    purpose: DEFAULT_PURPOSE,
  });
  return admission.outcome === 'locked' ? admission : (counted as VerifyOutcome);
}

/** With the first right PIN it is known, for this PIN: whoever held it knew that. */
function fromDevice(call: Call, device: PresentedDevice | undefined): Call {
  if (device === undefined || !readSettings(call.tenant).knownDevices) return call;
  const id = `mobile-banking:${device.types[0]}:${device.value}`;
  return { ...call, device: { id, isNew: false } };
}

async function wrongPinKey({ core, call }: Exchange, proof: PinProof): Promise<ReceiptKey> {
  const { apiRequestId, identifier } = proof.caller;
  const typed = JSON.stringify([apiRequestId, identifier.value, proof.pin.reveal()]);
  return {
    scope: `${call.dialect}:${call.actor}:wrong-pin`,
    key: await core.digest(call, 'wrong-pin', typed),
  };
}
