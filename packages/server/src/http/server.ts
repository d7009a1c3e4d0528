import type { IncomingHttpHeaders } from 'node:http';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { Fault } from '../core/fault.ts';
import { renderProblem } from '../dialects/problem.ts';
import type { Log } from '../observability/log.ts';
import type { AnswerUnroutable } from './answer-unroutable.ts';
import type { RequestLimits } from './limits/request-limits.ts';
import { mountHosts } from './mount-hosts.ts';
import { findSource } from './pipeline/client-source.ts';
import { sourceOf } from './pipeline/read-request.ts';
import { reportFault } from './pipeline/report-fault.ts';
import { requestIdFrom } from './pipeline/request-id.ts';
import { send } from './pipeline/send.ts';
import { toFault } from './pipeline/to-fault.ts';
import { type RequestWatch, watchRequests } from './pipeline/watch-requests.ts';
import { WipedMessage, wipeRequests } from './pipeline/wipe-after.ts';
import { type ConnectionCaps, capConnections } from './transport/cap-connections.ts';
import { refuseOddRequests } from './transport/refuse-odd-requests.ts';
import { type FormAt, refuseUnreadable } from './transport/refuse-unreadable.ts';

export interface ServerOptions {
  readonly log: Log;
  /** Hears of every request. */
  readonly watch?: RequestWatch;
  readonly makeId: () => string;
  readonly limits: RequestLimits;
  /** Networks whose `X-Forwarded-For` counts: hop by hop from the right, so nobody else is believed. */
  readonly trustedProxies?: readonly string[];
  /** The origin as people reach it; browsers keep to TLS once they were there over TLS. */
  readonly publicUrl?: string;
  /** Host name to mount path: a dialect served at the root of a name of its own. */
  readonly hosts: ReadonlyMap<string, string>;
  /** Answers where nothing is mounted, or throws a fault. */
  readonly answerUnknown: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
  /** How what is no HTTP is refused, by the address it was for. */
  readonly formAt?: FormAt;
  readonly connections?: ConnectionCaps;
  /** Answers an address that cannot be taken apart. */
  readonly answerUnroutable: AnswerUnroutable;
}

const BODY_MAX_BYTES = 64 * 1024;
const HEADERS_MAX_BYTES = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How often the two timeouts are looked at; with Node's 30 s a connection could last a minute. */
const TIMEOUT_CHECK_MS = 2_000;
const PARAMETER_MAX_LENGTH = 256;
/** RFC 6797; a year, which is what browsers and reviewers ask for. */
const KEEP_TO_TLS = 'max-age=31536000; includeSubDomains';

/** An HTTP server with nothing mounted: limits, raw bodies, request ids, one line per request. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { log } = options;
  const app = openFramework(options);
  // Dialects read their own bytes: one wants Latin-1, another signs the raw body.
  // One documented call of the ETNA wire is a GET with a body; other calls are not shown theirs.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  admitRequests(app, options);
  app.setErrorHandler((error, request, reply) => {
    const fault = toFault(error);
    reportFault(log, fault, request.id);
    return send(reply, renderProblem(fault, request.id));
  });
  answerWhatIsNowhere(app, options);
  // By RFC 9110, section 10.1.1, what a request expects besides 100 may be passed over.
  app.server.on('checkExpectation', (request, response) => {
    app.server.emit('request', request, response);
  });
  if (options.connections) capConnections(app.server, options.connections);
  watchRequests(app, log, options.watch ?? UNWATCHED);
  wipeRequests(app);
  if (options.publicUrl?.startsWith('https:')) keepToTls(app);
  return app;
}

function openFramework(options: ServerOptions): FastifyInstance {
  const { makeId, hosts, answerUnroutable, formAt = noForm } = options;
  return fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      maxHeaderSize: HEADERS_MAX_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      IncomingMessage: WipedMessage,
      // Told in the form of the wire it was for, with whatever else is odd.
      requireHostHeader: false,
    },
    clientErrorHandler: refuseUnreadable({ makeId, hosts, formAt }),
    forceCloseConnections: 'idle',
    // A request that made it in before the door closed is served, not sent away.
    return503OnClosing: false,
    genReqId: requestIdFrom(makeId),
    rewriteUrl: mountHosts(hosts),
    routerOptions: { maxParamLength: PARAMETER_MAX_LENGTH },
    frameworkErrors: (error, request, reply) => {
      answerUnroutable(toFault(error), request, reply);
    },
  });
}

function keepToTls(app: FastifyInstance): void {
  // Below the framework, which answers some requests before it runs a hook.
  app.server.prependListener('request', (_request, response) => {
    response.setHeader('strict-transport-security', KEEP_TO_TLS);
  });
}

/** What comes before a body is read: where a request is from, whether it is odd, whether it may pass. */
function admitRequests(
  app: FastifyInstance,
  { trustedProxies = [], limits, answerUnroutable }: ServerOptions,
): void {
  const sourceBehind = findSource(trustedProxies);
  app.decorateRequest('source', '');
  app.addHook('onRequest', (request, _reply, done) => {
    request.source = sourceBehind(request.raw);
    dropUnreadableMediaType(request.raw.headers);
    done();
  });
  app.addHook('onRequest', (request, reply, done) => {
    // Nothing has such a name, and not every database can be asked for it.
    if (ZERO_BYTE.test(request.url)) answerUnroutable(unreadableAddress(), request, reply);
    else done();
  });
  refuseOddRequests(app);
  app.addHook('onRequest', (request, _reply, done) => {
    if (UNLIMITED.has(request.routeOptions.url ?? '')) return done();
    return passOn(() => limits.admitSource(sourceOf(request)), done);
  });
}

/** Waits only where there is something to wait for. */
function passOn(admit: () => Promise<void> | undefined, done: (error?: Error) => void): void {
  let waits: Promise<void> | undefined;
  try {
    waits = admit();
  } catch (fault) {
    done(fault as Error);
    return;
  }
  if (waits === undefined) done();
  else waits.then(() => done(), done);
}

function answerWhatIsNowhere(
  app: FastifyInstance,
  { limits, answerUnknown, answerUnroutable }: ServerOptions,
): void {
  app.setNotFoundHandler(async (request, reply) => {
    await limits.admitStranger(sourceOf(request));
    // Nothing is mounted there, but it is clear what was meant, and its clients read no other form.
    if (request.url.startsWith('//')) return answerUnroutable(nothingThere(), request, reply);
    return answerUnknown(request, reply);
  });
}

/** What watches the server has to be answered when nobody else is. */
const UNLIMITED = new Set(['/health/live', '/health/ready', '/metrics']);

const UNWATCHED: RequestWatch = { answered: () => undefined, tracer: null };

const noForm: FormAt = () => undefined;

function nothingThere(): Fault {
  return new Fault(
    'route_not_found',
    'There is nothing at this address: it begins with two slashes.',
  );
}

const ZERO_BYTE = /%00/;

function unreadableAddress(): Fault {
  return new Fault('request_malformed', 'The address has a zero byte in it. Correct the request.');
}

const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;

/**
 * A media type that is none says nothing about the body. The framework would refuse such a request
 * before a wire sees it, and some wires take their bodies as text whatever the type.
 */
function dropUnreadableMediaType(headers: IncomingHttpHeaders): void {
  const given = headers['content-type'];
  if (given !== undefined && !MEDIA_TYPE.test(given)) delete headers['content-type'];
}
