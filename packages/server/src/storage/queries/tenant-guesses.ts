import type { Instant } from '../../core/model/instant.ts';
import { type GuessCounts, NO_GUESSES } from '../../core/model/spraying.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { json } from './column.ts';
import { rowWriter } from './row-writer.ts';

const ROW = rowWriter('tenant_guesses', ['tenant'], ['state', 'updated_at']);

export function selectGuesses(tenant: string): Statement {
  return { sql: 'SELECT state FROM tenant_guesses WHERE tenant = ?', params: [tenant] };
}

/** Of all tenants; there is a row for each at most. */
export function selectChangedGuesses(since: Instant): Statement {
  const sql = 'SELECT tenant, state FROM tenant_guesses WHERE updated_at >= ?';
  return { sql, params: [since] };
}

export function insertGuesses(tenant: string, counts: GuessCounts, at: Instant): Statement {
  return ROW.insert([tenant], [JSON.stringify(counts), at]);
}

export function updateGuesses(tenant: string, counts: GuessCounts, at: Instant): Statement {
  return ROW.update([tenant], [JSON.stringify(counts), at]);
}

export function toGuesses(row: Row | undefined): GuessCounts {
  return row === undefined ? NO_GUESSES : json<GuessCounts>(row, 'state');
}
