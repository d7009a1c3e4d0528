import type { Instant } from '../../core/model/instant.ts';
import type { SendDecision, SendWindowKey } from '../../core/ports/message-store.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { json } from './column.ts';
import { rowWriter } from './row-writer.ts';

const ROW = rowWriter('send_windows', ['tenant', 'kind', 'id'], ['sends', 'expires_at']);

type Sends = NonNullable<SendDecision<unknown>['next']>;

export function selectSendWindow({ tenant, kind, id }: SendWindowKey): Statement {
  const sql = 'SELECT sends FROM send_windows WHERE tenant = ? AND kind = ? AND id = ?';
  return { sql, params: [tenant, kind, id] };
}

export function insertSendWindow({ tenant, kind, id }: SendWindowKey, next: Sends): Statement {
  return ROW.insert([tenant, kind, id], [JSON.stringify(next.sends), next.expiresAt]);
}

export function updateSendWindow({ tenant, kind, id }: SendWindowKey, next: Sends): Statement {
  return ROW.update([tenant, kind, id], [JSON.stringify(next.sends), next.expiresAt]);
}

export function toSends(row: Row | undefined): readonly Instant[] {
  return row === undefined ? [] : json<Instant[]>(row, 'sends');
}
