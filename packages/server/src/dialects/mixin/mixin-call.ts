import type { Static, TSchema } from 'typebox';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { PinRef } from '../../core/usecases/apply-to-pin.ts';
import { json } from '../call-shape.ts';
import type { Route, WireRequest, WireResponse } from '../dialect.ts';
import { refuse } from './answers.ts';
import { BadField, bodyReader, UnreadableBody } from './read-body.ts';
import { inData } from './wire-answers.ts';

/** What every call works with: a request that a session of `subject` has signed. */
export interface Exchange {
  readonly core: Core;
  readonly call: Call;
  readonly request: WireRequest;
  readonly subject: string;
  readonly sessionId: string;
}

/** The PIN this wire is about: that of the calling user, for the purpose every door shares. */
export function ownPin({ subject: id }: Exchange): PinRef {
  return { subject: { id }, purpose: DEFAULT_PURPOSE };
}

interface CallParts<S extends TSchema> extends Pick<Route, 'path' | 'summary'> {
  readonly body: S;
  /** Schema of what is inside `data`. */
  readonly data: TSchema;
  readonly run: (exchange: Exchange, body: Static<S>) => Promise<WireResponse>;
}

/** A call with a JSON body; all of them are posted. */
export function defineCall<S extends TSchema>({ body, data, run, ...route }: CallParts<S>): Route {
  const read = bodyReader(body);
  return {
    method: 'POST',
    ...route,
    shape: { request: [json(body)], answers: inData(data) },
    handle: (request, call, core) =>
      tellBadInput(async () => run(openExchange(request, call, core), read(request.body))),
  };
}

/** A call without a body. */
export function defineQuery({
  data,
  query,
  run,
  ...route
}: Pick<Route, 'path' | 'summary'> & {
  /** Schema of what is inside `data`. */
  readonly data: TSchema;
  readonly query?: TSchema;
  readonly run: (exchange: Exchange) => Promise<WireResponse>;
}): Route {
  const handle: Route['handle'] = (request, call, core) =>
    tellBadInput(() => run(openExchange(request, call, core)));
  const shape = { ...(query && { query }), answers: inData(data) };
  return { method: 'GET', ...route, shape, handle };
}

function openExchange(request: WireRequest, call: Call, core: Core): Exchange {
  const { client } = call;
  if (client === undefined) throw new Fault('forbidden', 'This call is for users only.');
  return { core, call, request, subject: client.subject, sessionId: client.id };
}

async function tellBadInput(run: () => Promise<WireResponse>): Promise<WireResponse> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UnreadableBody) return refuse(400);
    if (error instanceof BadField) {
      return refuse(10002, { field: error.field, reason: error.message });
    }
    throw error;
  }
}
