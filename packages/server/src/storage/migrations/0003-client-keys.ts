import type { ColumnTypes } from '../engine/engine.ts';

/** What is there already gets what it meant so far: verifiers are hashes, and no charge is recent. */
export function clientKeys(types: ColumnTypes): string[] {
  return [...additions(types), ...keys(types)];
}

function additions({ integer, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE credentials ADD COLUMN kind ${text} NOT NULL DEFAULT 'hash'`,
    `ALTER TABLE credentials ADD COLUMN recent ${text} NOT NULL DEFAULT '[]'`,
    `ALTER TABLE credentials ADD COLUMN extended_since ${integer}`,
    `ALTER TABLE credentials ADD COLUMN extended_until ${integer}`,
    `ALTER TABLE credentials ADD COLUMN cleared_at ${integer}`,
    `CREATE INDEX audit_by_subject
      ON audit (tenant, subject, purpose, action, outcome, seq)`,
  ];
}

function keys({ bytes, integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE client_keys (
      dialect ${text} NOT NULL,
      id ${text} NOT NULL,
      tenant ${text} NOT NULL,
      subject ${text} NOT NULL,
      name ${text},
      algorithm ${text} NOT NULL,
      public_key ${bytes} NOT NULL,
      server_key ${bytes},
      channel ${bytes} NOT NULL,
      created_at ${integer} NOT NULL,
      revoked_at ${integer},
      PRIMARY KEY (dialect, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX client_keys_by_subject ON client_keys (tenant, subject, created_at, id)',
    // Most clients register themselves, without a name.
    `CREATE INDEX client_keys_named ON client_keys (tenant, created_at, id)
      WHERE name IS NOT NULL`,
    `CREATE TABLE replay_marks (
      tenant ${text} NOT NULL,
      subject ${text} NOT NULL,
      kind ${text} NOT NULL,
      id ${text} NOT NULL,
      value ${text} NOT NULL,
      PRIMARY KEY (tenant, subject, kind, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
  ];
}
