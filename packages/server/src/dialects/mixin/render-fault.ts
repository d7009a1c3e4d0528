import type { Fault } from '../../core/fault.ts';
import type { WireResponse } from '../dialect.ts';
import { refuse } from './answers.ts';
import { CODE_OF } from './fault-codes.ts';

/** Faults in this wire's own form; our own sentence says more than the vendor's, so it comes along. */
export function renderFault(fault: Fault): WireResponse {
  const retry = fault.retryAfterSeconds;
  return {
    ...refuse(CODE_OF[fault.code], { reason: fault.message }),
    ...(retry !== undefined && { headers: { 'retry-after': String(retry) } }),
  };
}
