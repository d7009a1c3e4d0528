import { Fault } from '../../core/fault.ts';
import type { Exchange } from './define-call.ts';
import { textOf } from './fields.ts';

/**
 * Bodies repeat the token of the header (onb 7). Two different ones are no client's mistake but two
 * sessions mixed up: throws `session_invalid`.
 */
export function requireSameToken({ fields, headers }: Pick<Exchange, 'fields' | 'headers'>): void {
  if (textOf(fields, 'token') === headers['x-api-token']) return;
  throw new Fault('session_invalid', 'The token of the body is not the one of X-API-TOKEN.');
}
