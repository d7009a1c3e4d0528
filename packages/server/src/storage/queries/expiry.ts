import type { Instant } from '../../core/model/instant.ts';
import type { Statement } from '../engine/engine.ts';

const EXPIRING = ['receipts', 'single_use_values', 'messages', 'recoveries'] as const;

/** What nobody can use any more, table by table. */
export function deleteExpired(now: Instant): readonly Statement[] {
  return EXPIRING.map((table) => ({
    sql: `DELETE FROM ${table} WHERE expires_at <= ?`,
    params: [now],
  }));
}
