import { Type } from 'typebox';
import { told } from '../../answer-parts.ts';
import { json } from '../../call-shape.ts';
import type { OpenRoute } from '../../dialect.ts';
import { echoRequestId } from '../request-id.ts';

/** Asked by monitors, without a key and without the `data` every other answer has (w3s 3.2). */
export const ping: OpenRoute = {
  method: 'GET',
  path: '/ping',
  summary: 'Say that the service is there',
  shape: { answers: { 200: json(told({ message: Type.Literal('pong') })) } },
  handle: ({ headers }) => ({
    status: 200,
    headers: echoRequestId(headers),
    body: { message: 'pong' },
  }),
};
