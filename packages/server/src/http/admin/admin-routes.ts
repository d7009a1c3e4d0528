import type { Dialect } from '../../dialects/dialect.ts';
import type { SeriesPoint } from '../../observability/series/series.ts';
import { accountRoutes } from './accounts.ts';
import type { AdminRoute } from './admin-route.ts';
import { APPROVAL_ROUTES } from './approvals.ts';
import { auditRoutes } from './audit.ts';
import { CONFIRMATION_ROUTES } from './confirmations.ts';
import { consolePlace } from './console-place.ts';
import { DELIVERY_ROUTES } from './deliveries.ts';
import type { Identification } from './identify-operator.ts';
import { keyRoutes } from './keys.ts';
import { MESSAGE_ROUTES } from './messages.ts';
import { ownAccountRoutes } from './own-account.ts';
import { POLICY_PREVIEW_ROUTES } from './policy-preview.ts';
import { ROOT_KEY_ROUTES } from './root-keys.ts';
import { seriesRoutes } from './server-series.ts';
import { sessionRoutes } from './sessions.ts';
import { SPRAYING_ROUTES } from './spraying.ts';
import { STATS_ROUTES } from './stats.ts';
import { SUBJECT_DETAIL_ROUTES } from './subject-detail.ts';
import { SUBJECT_REMOVAL_ROUTES } from './subject-removals.ts';
import { SUBJECT_SEARCH_ROUTES } from './subject-search.ts';
import { SUBJECT_ROUTES } from './subjects.ts';
import { TENANT_DELETION_ROUTES } from './tenant-deletion.ts';
import { tenantRoutes } from './tenants.ts';
import { TIMELINE_ROUTES } from './timeline.ts';
import { UNLOCK_ROUTES } from './unlocks.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

export interface AdminParts extends Pick<Identification, 'place' | 'isAdminKey'> {
  readonly dialects: readonly Dialect[];
  /** The last 24 hours of this node. */
  readonly readSeries: () => readonly SeriesPoint[];
}

/** Every call of the admin API, in the order of the reference. */
export function adminRoutes(options: AdminParts): readonly AdminRoute[] {
  const { dialects } = options;
  return [
    ...sessionRoutes(options),
    ...ownAccountRoutes(options),
    ...accountRoutes(),
    ...tenantRoutes(dialects),
    ...TENANT_DELETION_ROUTES,
    ...APPROVAL_ROUTES,
    ...POLICY_PREVIEW_ROUTES,
    ...STATS_ROUTES,
    ...SPRAYING_ROUTES,
    ...keyRoutes(dialects),
    ...SUBJECT_ROUTES,
    ...SUBJECT_SEARCH_ROUTES,
    ...SUBJECT_DETAIL_ROUTES,
    ...SUBJECT_REMOVAL_ROUTES,
    ...TIMELINE_ROUTES,
    ...UNLOCK_ROUTES,
    ...CONFIRMATION_ROUTES,
    ...WEBHOOK_ROUTES,
    ...DELIVERY_ROUTES,
    ...MESSAGE_ROUTES,
    ...auditRoutes(),
    ...ROOT_KEY_ROUTES,
    ...seriesRoutes(options.readSeries),
  ];
}

/** The same where nobody calls them: for the reference, and for whoever checks that none is left out. */
export function describedAdminRoutes(dialects: readonly Dialect[]): readonly AdminRoute[] {
  const place = consolePlace('', () => undefined);
  return adminRoutes({ dialects, place, isAdminKey: () => false, readSeries: () => [] });
}
