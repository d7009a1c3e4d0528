import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../observability/log.ts';
import type { RequestSpan, Tracer } from '../../observability/trace/tracer.ts';

/** A request that was answered. The route is its pattern: an address carries what callers put there. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface RequestWatch {
  readonly answered: (request: AnsweredRequest) => void;
  readonly tracer: Tracer | null;
}

/** One line in the log, one count and, where somebody follows them, one span for each request. */
export function watchRequests(app: FastifyInstance, log: Log, watch: RequestWatch): void {
  const spans = watch.tracer === null ? null : followRequests(app, watch.tracer);
  app.addHook('onResponse', async (request, reply) => {
    const answered = describe(request, reply);
    watch.answered(answered);
    const { method, route, status } = answered;
    const traceId = spans?.end(request, answered) ?? null;
    const ms = Math.round(answered.seconds * 10_000) / 10;
    const line = { requestId: request.id, method, route, status, ms };
    log.info(traceId === null ? line : { ...line, traceId }, 'request');
  });
}

function describe(request: FastifyRequest, reply: FastifyReply): AnsweredRequest {
  const route = request.routeOptions.url ?? 'unmatched';
  const seconds = reply.elapsedTime / 1000;
  return { method: request.method, route, status: reply.statusCode, seconds };
}

function followRequests(app: FastifyInstance, tracer: Tracer) {
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    spans.set(request, tracer.request(request.headers));
    done();
  });
  // Not before: reading the body goes through the socket's events, which belong to no request.
  app.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.run(done);
  });
  return {
    end(request: FastifyRequest, { method, route, status }: AnsweredRequest): string | null {
      const span = spans.get(request);
      const attributes = {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      };
      span?.end(`${method} ${route}`, attributes, status >= 500);
      return span?.traceId ?? null;
    },
  };
}
