import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import type { WireRequest, WireResponse } from '../dialect.ts';
import type { Answer, Exchange } from './action.ts';
import { ACTIONS } from './actions/actions.ts';
import { closingFields } from './closing-fields.ts';
import { readFrame } from './read-frame.ts';
import { readSettings } from './settings.ts';

/** The one address of this wire: the body says what to do, and every outcome is HTTP 200. */
export async function processRequest(
  request: WireRequest,
  call: Call,
  core: Core,
): Promise<WireResponse> {
  const exchange: Exchange = { core, call, settings: readSettings(call.tenant) };
  const { action, payload } = readFrame(request.body);
  const known = ACTIONS.find(({ name }) => name === action);
  const answer = known === undefined ? UNKNOWN_ACTION : await known.answer(exchange, payload);
  const told = { reference: call.requestId, at: core.now() };
  return { status: 200, body: { ...closingFields(told, exchange), ...answer } };
}

const UNKNOWN_ACTION: Answer = {
  request_status: 'ERROR',
  request_status_description: 'This server has no such action.',
};
