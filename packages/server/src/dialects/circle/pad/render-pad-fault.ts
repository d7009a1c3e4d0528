import type { Fault } from '../../../core/fault.ts';
import type { WireResponse } from '../../dialect.ts';
import { CODE_OF, STATUS_OF } from '../fault-codes.ts';
import { refuseKey, refuseStep } from './refuse-step.ts';

/** Faults as the page reads them. What passes by itself does not close it. */
export function renderPadFault(fault: Fault): WireResponse {
  if (fault.code === 'pin_kind_mismatch') return refuseKey();
  const code = CODE_OF[fault.code];
  const general = code === 2 || code === -1;
  const answer = refuseStep(code, general ? { message: fault.message } : {});
  const retry = fault.retryAfterSeconds;
  return {
    ...answer,
    status: STATUS_OF[fault.code] ?? answer.status,
    ...(retry !== undefined && { headers: { 'retry-after': String(retry) } }),
  };
}
