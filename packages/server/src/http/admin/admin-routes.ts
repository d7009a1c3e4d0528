import type { Dialect } from '../../dialects/dialect.ts';
import type { AdminRoute } from './admin-route.ts';
import { keyRoutes } from './keys.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { SUBJECT_ROUTES } from './subjects.ts';
import { tenantRoutes } from './tenants.ts';

/** Every call of the admin API, in the order of the reference. */
export function adminRoutes(dialects: readonly Dialect[]): readonly AdminRoute[] {
  return [...tenantRoutes(dialects), ...keyRoutes(dialects), ...SUBJECT_ROUTES, ...MESSAGE_ROUTES];
}
