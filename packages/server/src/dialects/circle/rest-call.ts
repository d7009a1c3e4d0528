import { Type } from 'typebox';
import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { type Answers, type CallShape, hasFields, json } from '../call-shape.ts';
import type { Route, WireRequest, WireResponse } from '../dialect.ts';
import { readJsonBytes } from '../read-json.ts';
import { refuseFields } from './answers.ts';
import { object, type Shape, type ShapeOf, schemaOf } from './fields.ts';
import { renderRefusal } from './render-fault.ts';
import { echoRequestId } from './request-id.ts';
import { inData } from './wire-answers.ts';

/** What every call works with. */
export interface Exchange {
  readonly core: Core;
  readonly call: Call;
  readonly request: WireRequest;
}

type Input<S extends Shape> = { readonly input: ShapeOf<S> };

export interface CallParts<S extends Shape, E extends Exchange = Exchange>
  extends Pick<Route, 'method' | 'path' | 'summary'> {
  /** What it takes: from the query of a GET, else from the JSON body. */
  readonly input: S;
  /** Schemas of what is inside `data`, by status. */
  readonly answers: Answers;
  readonly headers?: CallShape['headers'];
  readonly run: (exchange: E & Input<S>) => Promise<WireResponse>;
}

/** Fills the frame of a REST call around its parts. */
export function defineCall<S extends Shape>(parts: CallParts<S>): Route {
  const { method, path, summary } = parts;
  return {
    ...{ method, path, summary },
    shape: shapeOf(parts),
    handle: async (request, call, core) => {
      const answer = await runWithInput(parts, { request, call, core }).catch(renderRefusal);
      return { ...answer, headers: { ...answer.headers, ...echoRequestId(request.headers) } };
    },
  };
}

export function shapeOf<S extends Shape>({
  method,
  input,
  answers,
  headers,
}: Pick<CallParts<S>, 'method' | 'input' | 'answers' | 'headers'>): CallShape {
  const takes = schemaOf(input);
  const inBody = method !== 'GET' && hasFields(takes);
  return {
    ...(method === 'GET' && hasFields(takes) && { query: takes }),
    ...(inBody && { request: [json(takes)] }),
    ...(headers && { headers }),
    answers: Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => [
        status,
        Type.IsNull(schema) ? null : json(inData(schema)),
      ]),
    ),
  };
}

/** Reads what a call takes, or says everything that is wrong with it at once. */
export async function runWithInput<S extends Shape, E extends Exchange>(
  { method, input: shape, run }: CallParts<S, E>,
  exchange: E,
): Promise<WireResponse> {
  const takesNothing = Object.keys(shape).length === 0;
  const given = takesNothing ? {} : method === 'GET' ? exchange.request.query : bodyOf(exchange);
  const read = object(shape)(given, '');
  return 'wrong' in read ? refuseFields(read.wrong) : run({ ...exchange, input: read.value });
}

/**
 * The SDK marks every request as JSON, those without a body included (w3s 2): no body is an empty
 * object. There are no cookies to protect, so the media type is not looked at.
 */
function bodyOf({ request }: Exchange): unknown {
  return request.body.length === 0 ? {} : readJsonBytes(request.body);
}
