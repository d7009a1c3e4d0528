import type { ReceiptKey, ReceiptTarget } from '../../core/model/call.ts';
import type { Instant } from '../../core/model/instant.ts';
import type { Receipt } from '../../core/ports/decision.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, json, text } from './column.ts';

/** `outcome` stays null from the claim until the call's own transaction writes it. */
export interface StoredReceipt {
  readonly digest: string;
  readonly outcome: { readonly value: unknown } | null;
  readonly claimedAt: Instant;
  readonly expiresAt: Instant;
}

export function selectReceipt(tenant: string, { scope, key }: ReceiptKey): Statement {
  return {
    sql: `SELECT digest, outcome, claimed_at, expires_at FROM receipts
      WHERE tenant = ? AND scope = ? AND key = ?`,
    params: [tenant, scope, key],
  };
}

/** The first claim of a key. */
export function insertClaim(
  tenant: string,
  { scope, key, expiresAt }: ReceiptTarget,
  digest: string,
  now: Instant,
): Statement {
  return {
    sql: `INSERT INTO receipts (tenant, scope, key, digest, outcome, claimed_at, expires_at)
      VALUES (?, ?, ?, ?, NULL, ?, ?)`,
    params: [tenant, scope, key, digest, now, expiresAt],
  };
}

/** Another call takes the key over from one that is over. */
export function takeClaimOver(
  tenant: string,
  { scope, key, expiresAt }: ReceiptTarget,
  digest: string,
  now: Instant,
): Statement {
  return {
    sql: `UPDATE receipts SET digest = ?, outcome = NULL, claimed_at = ?, expires_at = ?
      WHERE tenant = ? AND scope = ? AND key = ?`,
    params: [digest, now, expiresAt, tenant, scope, key],
  };
}

/** Also where the claim was swept meanwhile: the outcome belongs to the change it comes with. */
export function completeReceipt(tenant: string, receipt: Receipt): Statement {
  const { scope, key, expiresAt, outcome } = receipt;
  return {
    sql: `INSERT INTO receipts (tenant, scope, key, digest, outcome, claimed_at, expires_at)
      VALUES (?, ?, ?, '', ?, 0, ?) ON CONFLICT (tenant, scope, key) DO UPDATE SET
        outcome = excluded.outcome, expires_at = excluded.expires_at`,
    params: [tenant, scope, key, JSON.stringify(outcome), expiresAt],
  };
}

/** Forgets a claim without an outcome; one that has an outcome stays. */
export function releaseReceipt(tenant: string, { scope, key }: ReceiptKey): Statement {
  return {
    sql: 'DELETE FROM receipts WHERE tenant = ? AND scope = ? AND key = ? AND outcome IS NULL',
    params: [tenant, scope, key],
  };
}

export function releaseAllClaims(): Statement {
  return { sql: 'DELETE FROM receipts WHERE outcome IS NULL', params: [] };
}

export function toReceipt(row: Row): StoredReceipt {
  return {
    digest: text(row, 'digest'),
    outcome: row['outcome'] === null ? null : { value: json<unknown>(row, 'outcome') },
    claimedAt: integer(row, 'claimed_at'),
    expiresAt: integer(row, 'expires_at'),
  };
}
