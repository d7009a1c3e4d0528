import type { FastifyInstance } from 'fastify';
import { Fault } from '../../core/fault.ts';
import { mayDo } from '../../core/model/operator.ts';
import type { Operator } from '../../core/usecases/create-tenant.ts';
import type { Dialect, WireRequest } from '../../dialects/dialect.ts';
import type { Log } from '../../observability/log.ts';
import type { SeriesPoint } from '../../observability/series/series.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { send } from '../pipeline/send.ts';
import { accountRoutes } from './accounts.ts';
import type { AdminRoute } from './admin-route.ts';
import { APPROVAL_ROUTES } from './approvals.ts';
import { AUDIT_ROUTES } from './audit.ts';
import { DELIVERY_ROUTES } from './deliveries.ts';
import { type Identification, identifyOperator, stranger } from './identify-operator.ts';
import { keyRoutes } from './keys.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { ownAccountRoutes } from './own-account.ts';
import { POLICY_PREVIEW_ROUTES } from './policy-preview.ts';
import { refuseForeignSignIn } from './refuse-forgery.ts';
import { seriesRoutes } from './server-series.ts';
import { sessionRoutes } from './sessions.ts';
import { STATS_ROUTES } from './stats.ts';
import { SUBJECT_DETAIL_ROUTES } from './subject-detail.ts';
import { SUBJECT_REMOVAL_ROUTES } from './subject-removals.ts';
import { SUBJECT_SEARCH_ROUTES } from './subject-search.ts';
import { SUBJECT_ROUTES } from './subjects.ts';
import { tenantRoutes } from './tenants.ts';
import { TIMELINE_ROUTES } from './timeline.ts';
import { UNLOCK_ROUTES } from './unlocks.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

export interface AdminOptions extends Identification {
  readonly dialects: readonly Dialect[];
  readonly log: Log;
  /** The last 24 hours of this node. */
  readonly readSeries: () => readonly SeriesPoint[];
}

/** Every call of the admin API. */
export function adminRoutes(
  options: Pick<AdminOptions, 'dialects' | 'place' | 'isAdminKey' | 'readSeries'>,
): readonly AdminRoute[] {
  const { dialects } = options;
  return [
    ...sessionRoutes(options),
    ...ownAccountRoutes(options),
    ...accountRoutes(),
    ...tenantRoutes(dialects),
    ...APPROVAL_ROUTES,
    ...POLICY_PREVIEW_ROUTES,
    ...STATS_ROUTES,
    ...keyRoutes(dialects),
    ...SUBJECT_ROUTES,
    ...SUBJECT_SEARCH_ROUTES,
    ...SUBJECT_DETAIL_ROUTES,
    ...SUBJECT_REMOVAL_ROUTES,
    ...TIMELINE_ROUTES,
    ...UNLOCK_ROUTES,
    ...WEBHOOK_ROUTES,
    ...DELIVERY_ROUTES,
    ...MESSAGE_ROUTES,
    ...AUDIT_ROUTES,
    ...seriesRoutes(options.readSeries),
  ];
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
            const operator = await admit(request, route, options);
            return send(reply, await route.handle(request, operator, options.core));
          },
        });
      }
    },
    { prefix: '/admin/v1' },
  );
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
      refuseForeignSignIn(request, options.place);
      return stranger(request);
    }
    const operator = await identifyOperator(request, options);
    actor = operator.actor;
    if (operator.staff && mayDo(operator.staff.role, route.needs)) return operator;
    throw new Fault('forbidden', `Your role does not include this. It needs: ${route.needs}.`);
  } catch (fault) {
    if (fault instanceof Fault) {
      const { id: requestId, source } = request;
      const { code, internal } = fault;
      const what = { requestId, source, actor, method: route.method, route: route.path };
      options.log.warn({ ...what, fault: code, internal }, 'refused an operator');
    }
    throw fault;
  }
}
