import type { Fault } from '../../core/fault.ts';
import type { Asked, WireResponse } from '../dialect.ts';
import { refuse } from './answers.ts';
import type { MixinCode } from './codes.ts';
import { CODE_OF } from './fault-codes.ts';

/** Faults in this wire's own form; our own sentence says more than the vendor's, so it comes along. */
export function renderFault(fault: Fault, _requestId: string, asked: Asked): WireResponse {
  const retry = fault.retryAfterSeconds;
  return {
    ...refuse(codeOf(fault, asked), { reason: fault.message }),
    ...(retry !== undefined && { headers: { 'retry-after': String(retry) } }),
  };
}

/** On 429 to a PIN call apps tell their user that the PIN is locked for a day, and it is not. */
function codeOf({ code }: Fault, { address }: Asked): MixinCode {
  return code === 'rate_limited' && PIN_CALL.test(address) ? 500 : CODE_OF[code];
}

const PIN_CALL = /\/pin\/[a-z]+\/?(?:\?|$)/;
