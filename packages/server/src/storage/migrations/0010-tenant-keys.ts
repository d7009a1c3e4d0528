import type { ColumnTypes } from '../engine/engine.ts';

/**
 * Keys of single tenants, and what becomes of the roots above them. A server of the version before
 * would seal and open without the tenant's own key, so none goes on beside this one.
 */
export function tenantKeys({ bytes, integer, keyed, text }: ColumnTypes): string[] {
  return [
    // No reference to `tenants`: what is left of a key says for good that its tenant was shredded.
    `CREATE TABLE tenant_keys (
      tenant ${text} NOT NULL PRIMARY KEY,
      sealed ${bytes},
      digests ${integer} NOT NULL,
      created_at ${integer} NOT NULL,
      shredded_at ${integer},
      removed_at ${integer}
    ) ${keyed}`,
    `CREATE INDEX tenant_keys_leaving ON tenant_keys (tenant)
      WHERE shredded_at IS NOT NULL AND removed_at IS NULL`,
    // Events of a deleted tenant are removed some at a time; no right PIN writes one.
    'CREATE INDEX events_by_tenant ON events (tenant, seq)',
    `ALTER TABLE tenants ADD COLUMN deleted_at ${integer}`,
    `CREATE TABLE key_rotations (
      number ${integer} NOT NULL PRIMARY KEY,
      state ${text} NOT NULL,
      root ${text} NOT NULL,
      before ${text} NOT NULL,
      progress ${text} NOT NULL,
      owner ${text},
      leased_until ${integer},
      started_by ${text} NOT NULL,
      started_at ${integer} NOT NULL,
      finished_at ${integer}
    ) ${keyed}`,
    `CREATE TABLE nodes (
      id ${text} NOT NULL PRIMARY KEY,
      roots ${text} NOT NULL,
      revision ${integer} NOT NULL,
      seen_at ${integer} NOT NULL
    ) ${keyed}`,
  ];
}
