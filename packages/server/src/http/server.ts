import { type FastifyInstance, fastify } from 'fastify';
import { Fault } from '../core/fault.ts';
import { renderProblem } from '../dialects/problem.ts';
import type { Log } from '../observability/log.ts';
import { mountHosts } from './mount-hosts.ts';
import { reportFault } from './pipeline/report-fault.ts';
import { requestIdFrom } from './pipeline/request-id.ts';
import { send } from './pipeline/send.ts';
import { toFault } from './pipeline/to-fault.ts';

export interface ServerOptions {
  readonly log: Log;
  readonly makeId: () => string;
  /** Host name to mount path: a dialect served at the root of a name of its own. */
  readonly hosts: ReadonlyMap<string, string>;
}

const BODY_MAX_BYTES = 64 * 1024;
const HEADERS_MAX_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const PARAMETER_MAX_LENGTH = 256;

/** An HTTP server with nothing mounted: limits, raw bodies, request ids, one line per request. */
export function buildServer({ log, makeId, hosts }: ServerOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: HEADERS_MAX_BYTES },
    forceCloseConnections: 'idle',
    genReqId: requestIdFrom(makeId),
    rewriteUrl: mountHosts(hosts),
    routerOptions: { maxParamLength: PARAMETER_MAX_LENGTH },
    frameworkErrors: (error, request, reply) => {
      send(reply, renderProblem(toFault(error), request.id));
    },
  });
  // Dialects read their own bytes: one wants Latin-1, another signs the raw body.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => {
    const fault = toFault(error);
    reportFault(log, fault, request.id);
    return send(reply, renderProblem(fault, request.id));
  });
  app.setNotFoundHandler(() => {
    throw new Fault('route_not_found', 'There is nothing at this address. Start at /.');
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: an address can carry whatever a caller put into it.
    const route = request.routeOptions.url ?? 'unmatched';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const { method, id: requestId } = request;
    log.info({ requestId, method, route, status: reply.statusCode, ms }, 'request');
  });
  return app;
}
