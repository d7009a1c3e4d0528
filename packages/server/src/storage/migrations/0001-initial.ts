import type { ColumnTypes } from '../engine/engine.ts';

/** Everything is keyed by tenant first, then subject: the sharding key no statement crosses. */
export function initialSchema({ bytes, integer, serialKey, keyed }: ColumnTypes): string[] {
  return [
    `CREATE TABLE facts (name TEXT PRIMARY KEY, value ${bytes} NOT NULL) ${keyed}`,
    `CREATE TABLE tenants (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      policy TEXT NOT NULL,
      dialect_settings TEXT NOT NULL,
      created_at ${integer} NOT NULL,
      suspended_at ${integer}
    ) ${keyed}`,
    `CREATE TABLE caller_keys (
      dialect TEXT NOT NULL,
      id TEXT NOT NULL,
      tenant TEXT NOT NULL REFERENCES tenants (id),
      name TEXT NOT NULL,
      secret_digest TEXT NOT NULL,
      created_at ${integer} NOT NULL,
      revoked_at ${integer},
      PRIMARY KEY (dialect, id)
    ) ${keyed}`,
    'CREATE INDEX caller_keys_by_tenant ON caller_keys (tenant)',
    `CREATE TABLE subjects (
      tenant TEXT NOT NULL REFERENCES tenants (id),
      id TEXT NOT NULL,
      identifiers TEXT NOT NULL,
      devices TEXT NOT NULL,
      documents TEXT NOT NULL,
      notes TEXT NOT NULL,
      created_at ${integer} NOT NULL,
      suspended_at ${integer},
      PRIMARY KEY (tenant, id)
    ) ${keyed}`,
    `CREATE TABLE identifiers (
      tenant TEXT NOT NULL,
      type TEXT NOT NULL,
      value TEXT NOT NULL,
      subject TEXT NOT NULL,
      PRIMARY KEY (tenant, type, value),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX identifiers_by_subject ON identifiers (tenant, subject)',
    `CREATE TABLE credentials (
      tenant TEXT NOT NULL,
      subject TEXT NOT NULL,
      purpose TEXT NOT NULL,
      version ${integer},
      verifier ${bytes},
      history TEXT NOT NULL,
      must_change ${integer} NOT NULL,
      changed_at ${integer},
      verified_at ${integer},
      tickets ${integer} NOT NULL,
      forgiven ${integer} NOT NULL,
      window_from ${integer} NOT NULL,
      spent ${integer} NOT NULL,
      failures ${integer} NOT NULL,
      step ${integer} NOT NULL,
      locked_until ${integer},
      held ${integer} NOT NULL,
      held_until ${integer},
      PRIMARY KEY (tenant, subject, purpose),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    `CREATE TABLE recoveries (
      tenant TEXT NOT NULL,
      id TEXT NOT NULL,
      subject TEXT NOT NULL,
      purpose TEXT NOT NULL,
      factor TEXT NOT NULL,
      version ${integer} NOT NULL,
      state TEXT NOT NULL,
      code_digest TEXT,
      tries_left ${integer} NOT NULL,
      created_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX recoveries_by_subject ON recoveries (tenant, subject)',
    'CREATE INDEX recoveries_by_expiry ON recoveries (expires_at)',
    `CREATE TABLE single_use_values (
      tenant TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      data TEXT NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, kind, id)
    ) ${keyed}`,
    'CREATE INDEX single_use_values_by_expiry ON single_use_values (expires_at)',
    `CREATE TABLE receipts (
      tenant TEXT NOT NULL,
      scope TEXT NOT NULL,
      key TEXT NOT NULL,
      digest TEXT NOT NULL,
      outcome TEXT,
      claimed_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, scope, key)
    ) ${keyed}`,
    'CREATE INDEX receipts_by_expiry ON receipts (expires_at)',
    `CREATE TABLE audit (
      seq ${serialKey},
      at ${integer} NOT NULL,
      tenant TEXT NOT NULL,
      action TEXT NOT NULL,
      outcome TEXT NOT NULL,
      subject TEXT,
      purpose TEXT,
      actor TEXT NOT NULL,
      dialect TEXT NOT NULL,
      source TEXT NOT NULL,
      request_id TEXT NOT NULL,
      reason TEXT
    )`,
    'CREATE INDEX audit_by_tenant ON audit (tenant, seq)',
    `CREATE TABLE events (
      seq ${serialKey},
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      tenant TEXT NOT NULL,
      subject TEXT NOT NULL,
      at ${integer} NOT NULL,
      data TEXT NOT NULL
    )`,
    `CREATE TABLE messages (
      seq ${serialKey},
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      channel TEXT NOT NULL,
      recipient TEXT NOT NULL,
      template TEXT NOT NULL,
      sealed ${bytes} NOT NULL,
      at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL
    )`,
    'CREATE INDEX messages_by_expiry ON messages (expires_at)',
  ];
}
