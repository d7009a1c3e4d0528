import type { Tenant } from '../../core/model/tenant.ts';
import type { Statement } from '../engine/engine.ts';

export function selectPageOrigin(origin: string): Statement {
  return { sql: 'SELECT tenant FROM page_origins WHERE origin = ? LIMIT 1', params: [origin] };
}

/** Rewritten as a whole with every change of the tenant. */
export function replacePageOrigins({ id, pages }: Tenant): readonly Statement[] {
  return [
    { sql: 'DELETE FROM page_origins WHERE tenant = ?', params: [id] },
    ...[...new Set(pages.frameAncestors)].map((origin) => ({
      sql: 'INSERT INTO page_origins (origin, tenant) VALUES (?, ?)',
      params: [origin, id],
    })),
  ];
}
