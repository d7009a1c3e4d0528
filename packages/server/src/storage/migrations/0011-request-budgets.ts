import type { ColumnTypes } from '../engine/engine.ts';

/**
 * How much of each budget of requests was handed out to nodes in the present minute. No reference to
 * tenants: strangers are counted before any is known.
 */
export function requestBudgets({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE tenants ADD COLUMN rates ${text} NOT NULL DEFAULT '{}'`,
    `CREATE TABLE request_budgets (
      tenant ${text} NOT NULL,
      kind ${text} NOT NULL,
      id ${text} NOT NULL,
      win ${integer} NOT NULL,
      taken ${integer} NOT NULL,
      told ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, kind, id)
    ) ${keyed}`,
    'CREATE INDEX request_budgets_by_expiry ON request_budgets (expires_at)',
  ];
}
