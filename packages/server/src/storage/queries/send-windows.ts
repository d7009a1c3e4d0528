import type { Instant } from '../../core/model/instant.ts';
import type { SendDecision, SendWindowKey } from '../../core/ports/message-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { json } from './column.ts';
import { upsert } from './upsert.ts';

const UPSERT = upsert('send_windows', ['tenant', 'kind', 'id'], ['sends', 'expires_at']);

export function selectSendWindow({ tenant, kind, id }: SendWindowKey): Statement {
  const sql = 'SELECT sends FROM send_windows WHERE tenant = ? AND kind = ? AND id = ?';
  return { sql, params: [tenant, kind, id] };
}

export function upsertSendWindow(
  { tenant, kind, id }: SendWindowKey,
  { sends, expiresAt }: NonNullable<SendDecision<unknown>['next']>,
): Statement {
  return { sql: UPSERT, params: [tenant, kind, id, JSON.stringify(sends), expiresAt] };
}

export function toSends(row: Row | undefined): readonly Instant[] {
  return row === undefined ? [] : json<Instant[]>(row, 'sends');
}
