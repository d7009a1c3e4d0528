import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../../core/fault.ts';

/** No client of any wire sends a third of it. Node itself would drop what is over 2,000, unseen. */
const HEADERS_MAX = 100;

/** Requests sent on one connection before the first of them is answered. */
export const PIPELINED_MAX = 16;

/** A client that takes nothing of its answer for so long is gone, or wants to be in the way. */
const READ_TIMEOUT_MS = 30_000;

/** What the kernel takes for a client that reads nothing; most answers are shorter. */
const SURELY_SENT = 4_096;

/**
 * Refuses what HTTP allows and nobody needs, before anything is read of a body: each is a way to
 * have the server do much for little, or to have a proxy before it see another request than it does.
 */
export function refuseOddRequests(app: FastifyInstance, readTimeoutMs = READ_TIMEOUT_MS): void {
  const underWay = new WeakMap<Socket, number>();
  const leave = ({ socket }: FastifyRequest) => {
    underWay.set(socket, Math.max(0, (underWay.get(socket) ?? 0) - 1));
  };
  // Callbacks, here and below: each request goes through all of them, and a promise costs as much.
  app.addHook('onRequest', (request, reply, done) => {
    const count = (underWay.get(request.socket) ?? 0) + 1;
    underWay.set(request.socket, count);
    if (count > PIPELINED_MAX) return done(tooManyAtOnce());
    const odd = oddOf(request);
    // Where a proxy may have seen another request, what follows on the connection may be one too.
    if (odd !== undefined) reply.header('connection', 'close');
    return done(odd);
  });
  app.addHook('onResponse', (request, _reply, done) => {
    leave(request);
    done();
  });
  // Once only for each: an aborted request is not answered.
  app.addHook('onRequestAbort', (request, done) => {
    leave(request);
    done();
  });
  app.addHook('onSend', ({ socket }, _reply, payload, done) => {
    const fits = typeof payload === 'string' && payload.length < SURELY_SENT;
    // From the first byte of the answer on; Node's own timer for idle connections replaces it after the last.
    if (!fits || (underWay.get(socket) ?? 0) > 1) socket.setTimeout(readTimeoutMs);
    done();
  });
}

function oddOf({ raw, headers }: FastifyRequest): Fault | undefined {
  if (raw.rawHeaders.length > HEADERS_MAX * 2) {
    return malformed(`A request has at most ${HEADERS_MAX} headers.`);
  }
  const hosts = countHosts(raw.rawHeaders);
  // RFC 9112, section 3.2: the one place it may be missing is HTTP/1.0.
  if (hosts > 1 || (hosts === 0 && raw.httpVersion !== '1.0')) {
    return malformed('A request has one Host header.');
  }
  const coding = headers['content-encoding'];
  // A few kilobytes would unpack to gigabytes; our requests are small as they are.
  if (coding !== undefined && !/^\s*(?:identity)?\s*$/i.test(coding)) {
    const sentence = 'Send the body as it is, without Content-Encoding. Nothing here unpacks one.';
    return new Fault('media_type_unsupported', sentence);
  }
  return undefined;
}

/** Of a second one Node says nothing. Names and values take turns. */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}

function malformed(sentence: string): Fault {
  return new Fault('request_malformed', `${sentence} Correct the request; nothing was charged.`);
}

function tooManyAtOnce(): Fault {
  const sentence = 'Too many requests are waiting on this connection. Wait for answers first.';
  return new Fault('rate_limited', sentence, { retryAfterSeconds: 1 });
}
