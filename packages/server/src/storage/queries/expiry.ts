import { DAY_MS, type Instant } from '../../core/model/instant.ts';
import type { Statement } from '../engine/engine.ts';

const EXPIRING = [
  'receipts',
  'single_use_values',
  'recoveries',
  'one_time_codes',
  'send_windows',
  'sign_ins',
] as const;

/** What has settled stays for its log. What has not is never dropped: it has no such time. */
const SETTLING = ['challenges', 'deliveries', 'messages'] as const;
const SETTLED_KEPT_MS = 30 * DAY_MS;

/** What nobody can use any more, table by table. */
export function deleteExpired(now: Instant): readonly Statement[] {
  return [
    ...EXPIRING.map((table) => ({
      sql: `DELETE FROM ${table} WHERE expires_at <= ?`,
      params: [now],
    })),
    ...SETTLING.map((table) => ({
      sql: `DELETE FROM ${table} WHERE settled_at <= ?`,
      params: [now - SETTLED_KEPT_MS],
    })),
  ];
}
