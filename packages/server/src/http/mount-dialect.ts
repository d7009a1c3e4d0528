import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Core } from '../core/core.ts';
import { Fault } from '../core/fault.ts';
import type { Asked, Dialect } from '../dialects/dialect.ts';
import type { Log } from '../observability/log.ts';
import { admitCalls } from './limits/admit-call.ts';
import type { RequestLimits } from './limits/request-limits.ts';
import { answerOnce } from './pipeline/answer-once.ts';
import { inSteps } from './pipeline/in-steps.ts';
import { readRequest, sourceOf } from './pipeline/read-request.ts';
import { reportFault } from './pipeline/report-fault.ts';
import { sendFor } from './pipeline/send.ts';
import { toFault } from './pipeline/to-fault.ts';

/** What a request wanted, for wires that say so in their errors. */
export function askedBy({ method, originalUrl }: FastifyRequest): Asked {
  return { method, address: originalUrl };
}

export interface DialectParts {
  readonly core: Core;
  readonly log: Log;
  readonly limits: RequestLimits;
}

/** Serves a dialect under its mount; every fault below it is told in the dialect's own form. */
export function mountDialect(
  app: FastifyInstance,
  dialect: Dialect,
  { core, log, limits }: DialectParts,
): void {
  const send = sendFor(dialect, core);
  const admitCall = admitCalls(core, dialect, limits);
  app.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => {
        const fault = toFault(error);
        reportFault(log, fault, request.id);
        return send(reply, dialect.renderFault(fault, request.id, askedBy(request)));
      });
      scope.setNotFoundHandler(async (request) => {
        await limits.admitStranger(sourceOf(request));
        throw new Fault('route_not_found', `${dialect.title} has no such call. See its reference.`);
      });
      for (const route of dialect.routes) {
        scope.route({
          method: route.method,
          url: route.path,
          exposeHeadRoute: false,
          handler: async (raw, reply) => {
            const request = readRequest(raw, route.readsBodyOfGet);
            const answer = await inSteps(route.answersEveryMs, async () => {
              const { call, core: bound } = await admitCall(route, request);
              return answerOnce(bound, route, request, call);
            });
            return send(reply, answer);
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
