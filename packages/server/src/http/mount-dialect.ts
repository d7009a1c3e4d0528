import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Core } from '../core/core.ts';
import { Fault } from '../core/fault.ts';
import type { Asked, Dialect } from '../dialects/dialect.ts';
import type { Log } from '../observability/log.ts';
import { answerOnce } from './pipeline/answer-once.ts';
import { openCall } from './pipeline/open-call.ts';
import { readRequest } from './pipeline/read-request.ts';
import { reportFault } from './pipeline/report-fault.ts';
import { sendFor } from './pipeline/send.ts';
import { toFault } from './pipeline/to-fault.ts';

/** What a request wanted, for wires that say so in their errors. */
export function askedBy({ method, originalUrl }: FastifyRequest): Asked {
  return { method, address: originalUrl };
}

/** Serves a dialect under its mount; every fault below it is told in the dialect's own form. */
export function mountDialect(app: FastifyInstance, dialect: Dialect, core: Core, log: Log): void {
  const send = sendFor(dialect, core);
  app.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => {
        const fault = toFault(error);
        reportFault(log, fault, request.id);
        return send(reply, dialect.renderFault(fault, request.id, askedBy(request)));
      });
      scope.setNotFoundHandler(() => {
        throw new Fault('route_not_found', `${dialect.title} has no such call. See its reference.`);
      });
      for (const route of dialect.routes) {
        scope.route({
          method: route.method,
          url: route.path,
          exposeHeadRoute: false,
          handler: async (raw, reply) => {
            const request = readRequest(raw, route.readsBodyOfGet);
            const call = await openCall(core, dialect, route, request);
            return send(reply, await answerOnce(core, route, request, call));
          },
        });
      }
      for (const { method, path: url, handle } of dialect.openRoutes ?? []) {
        scope.route({
          ...{ method, url, exposeHeadRoute: false },
          handler: (raw, reply) => send(reply, handle(readRequest(raw))),
        });
      }
    },
    { prefix: dialect.mount },
  );
}
