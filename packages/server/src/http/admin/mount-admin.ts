import type { FastifyInstance } from 'fastify';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Dialect, WireRequest } from '../../dialects/dialect.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { send } from '../pipeline/send.ts';
import type { AdminRoute } from './admin-route.ts';
import { DELIVERY_ROUTES } from './deliveries.ts';
import { keyRoutes } from './keys.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { POLICY_PREVIEW_ROUTES } from './policy-preview.ts';
import { STATS_ROUTES } from './stats.ts';
import { SUBJECT_DETAIL_ROUTES } from './subject-detail.ts';
import { SUBJECT_REMOVAL_ROUTES } from './subject-removals.ts';
import { SUBJECT_SEARCH_ROUTES } from './subject-search.ts';
import { SUBJECT_ROUTES } from './subjects.ts';
import { tenantRoutes } from './tenants.ts';
import { TIMELINE_ROUTES } from './timeline.ts';
import { UNLOCK_ROUTES } from './unlocks.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

export interface AdminOptions {
  readonly core: Core;
  readonly dialects: readonly Dialect[];
  /** Compares a presented key with the admin key in constant time. */
  readonly isAdminKey: (presented: string) => boolean;
}

/** Every call of the operator's API, on a server that speaks these wires. */
export function adminRoutes(dialects: readonly Dialect[]): readonly AdminRoute[] {
  return [
    ...tenantRoutes(dialects),
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
  ];
}

/** The operator's API. Knows no PIN, and chooses none but by a hash brought from elsewhere. */
export function mountAdmin(app: FastifyInstance, options: AdminOptions): void {
  const { core, dialects } = options;
  const routes = adminRoutes(dialects);
  app.register(
    async (scope) => {
      for (const route of routes) {
        scope.route({
          method: route.method,
          url: route.path,
          exposeHeadRoute: false,
          handler: async (raw, reply) => {
            const request = readRequest(raw);
            requireAdmin(request, options.isAdminKey);
            const { id: requestId, source } = request;
            const operator = { actor: 'admin', dialect: 'admin', source, requestId };
            return send(reply, await route.handle(request, operator, core));
          },
        });
      }
    },
    { prefix: '/admin/v1' },
  );
}

function requireAdmin(request: WireRequest, isAdminKey: AdminOptions['isAdminKey']): void {
  const [, key] = /^Bearer +(\S+)$/i.exec(request.headers['authorization'] ?? '') ?? [];
  if (key !== undefined && isAdminKey(key)) return;
  throw new Fault('unauthenticated', 'Send Authorization: Bearer followed by the admin key.');
}
