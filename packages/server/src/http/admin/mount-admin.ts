import type { FastifyInstance } from 'fastify';
import type { Core } from '../../core/core.ts';
import { Fault } from '../../core/fault.ts';
import type { Dialect, WireRequest } from '../../dialects/dialect.ts';
import { readRequest } from '../pipeline/read-request.ts';
import { send } from '../pipeline/send.ts';
import { adminRoutes } from './admin-routes.ts';

export interface AdminOptions {
  readonly core: Core;
  readonly dialects: readonly Dialect[];
  /** Compares a presented key with the admin key in constant time. */
  readonly isAdminKey: (presented: string) => boolean;
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
