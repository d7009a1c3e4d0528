import type { OpenRoute } from '../../dialect.ts';
import { echoRequestId } from '../request-id.ts';

/** Asked by monitors, without a key and without the `data` every other answer has (w3s 3.2). */
export const ping: OpenRoute = {
  method: 'GET',
  path: '/ping',
  summary: 'Say that the service is there',
  handle: ({ headers }) => ({
    status: 200,
    headers: echoRequestId(headers),
    body: { message: 'pong' },
  }),
};
