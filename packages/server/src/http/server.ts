import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
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
  /** Answers where nothing is mounted, or throws a fault. */
  readonly answerUnknown: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

const BODY_MAX_BYTES = 64 * 1024;
const HEADERS_MAX_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const PARAMETER_MAX_LENGTH = 256;

/** An HTTP server with nothing mounted: limits, raw bodies, request ids, one line per request. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { log, makeId, hosts, answerUnknown } = options;
  const app = fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: HEADERS_MAX_BYTES },
    forceCloseConnections: 'idle',
    // A request that made it in before the door closed is served, not sent away.
    return503OnClosing: false,
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
  app.setNotFoundHandler(answerUnknown);
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: an address can carry whatever a caller put into it.
    const route = request.routeOptions.url ?? 'unmatched';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const { method, id: requestId } = request;
    log.info({ requestId, method, route, status: reply.statusCode, ms }, 'request');
  });
  return app;
}
