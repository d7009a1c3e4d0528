import type { IncomingMessage } from 'node:http';

const SAFE = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * The caller's own `X-Request-Id` where it is harmless in a log line, else a new one. It ends up in
 * audit rows and answers, so anything with blanks, quotes or line breaks is replaced.
 */
export function requestIdFrom(makeId: () => string) {
  return (request: IncomingMessage): string => {
    const given = request.headers['x-request-id'];
    return typeof given === 'string' && SAFE.test(given) ? given : makeId();
  };
}
