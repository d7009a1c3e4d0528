import type { FastifyInstance } from 'fastify';
import { Fault } from '../../core/fault.ts';
import { mayDo } from '../../core/model/operator.ts';
import type { Operator } from '../../core/usecases/create-tenant.ts';
import type { WireRequest } from '../../dialects/dialect.ts';
import { STRANGER_STEP_MS } from '../../dialects/stranger-step.ts';
import type { Log } from '../../observability/log.ts';
import { isNobodys } from '../limits/admit-call.ts';
import type { RequestLimits } from '../limits/request-limits.ts';
import { inSteps } from '../pipeline/in-steps.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { send } from '../pipeline/send.ts';
import type { AdminRoute } from './admin-route.ts';
import { type AdminParts, adminRoutes } from './admin-routes.ts';
import { type Identification, identifyOperator, stranger } from './identify-operator.ts';
import { refuseForeignSignIn } from './refuse-forgery.ts';

export interface AdminOptions extends Identification, AdminParts {
  readonly log: Log;
  readonly limits: RequestLimits;
}

/** The operator's API. Knows no PIN, and chooses none but by a hash brought from elsewhere. */
export function mountAdmin(app: FastifyInstance, options: AdminOptions): void {
  app.register(
    async (scope) => {
      for (const route of adminRoutes(options)) {
        scope.route({
          method: route.method,
          url: route.path,
          exposeHeadRoute: false,
          handler: async (raw, reply) => {
            const request = readRequest(raw);
            const answer = await inSteps(route.open && STRANGER_STEP_MS, async () => {
              const operator = await admit(request, route, options);
              return route.handle(request, operator, options.core);
            });
            return send(reply, answer);
          },
        });
      }
    },
    { prefix: '/admin/v1' },
  );
}

/** What somebody does about how they sign in themselves. */
const OWN_SIGN_IN = /^\/session(?:\/|$)/;

function factorNeeded(): Fault {
  const sentence =
    'This server asks operators for two factors. Add an authenticator app or a passkey to your account.';
  return new Fault('forbidden', sentence);
}

/** Who calls, and whether they may. What is refused here is worth a line for whoever watches. */
async function admit(
  request: WireRequest,
  route: AdminRoute,
  options: AdminOptions,
): Promise<Operator> {
  let actor = 'unknown';
  try {
    if (route.open) {
      await options.limits.admitVisitor(request.source);
      refuseForeignSignIn(request, options.place);
      return stranger(request);
    }
    const operator = await identifyOperator(request, options);
    actor = operator.actor;
    if (operator.staff?.lacksFactor && !OWN_SIGN_IN.test(route.path)) throw factorNeeded();
    if (operator.staff && mayDo(operator.staff.role, route.needs)) {
      await options.limits.admitOperator(operator);
      return operator;
    }
    throw new Fault('forbidden', `Your role does not include this. It needs: ${route.needs}.`);
  } catch (fault) {
    if (fault instanceof Fault) {
      const { id: requestId, source } = request;
      const { code, internal } = fault;
      const what = { requestId, source, actor, method: route.method, route: route.path };
      options.log.warn({ ...what, fault: code, internal }, 'refused an operator');
    }
    // Somebody known who may not do this is no stranger.
    if (actor === 'unknown' && isNobodys(fault)) {
      await options.limits.admitStranger(request.source);
    }
    throw fault;
  }
}
