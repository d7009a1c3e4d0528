import type { ColumnTypes } from '../engine/engine.ts';

/** Everything is keyed by tenant first, then subject: the sharding key no statement crosses. */
export function initialSchema({ bytes, integer, serialKey, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE facts (name ${text} PRIMARY KEY, value ${bytes} NOT NULL) ${keyed}`,
    `CREATE TABLE tenants (
      id ${text} PRIMARY KEY,
      name ${text} NOT NULL,
      policy ${text} NOT NULL,
      dialect_settings ${text} NOT NULL,
      created_at ${integer} NOT NULL,
      suspended_at ${integer}
    ) ${keyed}`,
    `CREATE TABLE caller_keys (
      dialect ${text} NOT NULL,
      id ${text} NOT NULL,
      tenant ${text} NOT NULL REFERENCES tenants (id),
      name ${text} NOT NULL,
      secret_digest ${text} NOT NULL,
      created_at ${integer} NOT NULL,
      revoked_at ${integer},
      PRIMARY KEY (dialect, id)
    ) ${keyed}`,
    'CREATE INDEX caller_keys_by_tenant ON caller_keys (tenant)',
    `CREATE TABLE subjects (
      tenant ${text} NOT NULL REFERENCES tenants (id),
      id ${text} NOT NULL,
      identifiers ${text} NOT NULL,
      devices ${text} NOT NULL,
      documents ${text} NOT NULL,
      notes ${text} NOT NULL,
      created_at ${integer} NOT NULL,
      suspended_at ${integer},
      PRIMARY KEY (tenant, id)
    ) ${keyed}`,
    `CREATE TABLE identifiers (
      tenant ${text} NOT NULL,
      type ${text} NOT NULL,
      value ${text} NOT NULL,
      subject ${text} NOT NULL,
      PRIMARY KEY (tenant, type, value),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX identifiers_by_subject ON identifiers (tenant, subject)',
    `CREATE TABLE credentials (
      tenant ${text} NOT NULL,
      subject ${text} NOT NULL,
      purpose ${text} NOT NULL,
      version ${integer},
      verifier ${bytes},
      history ${text} NOT NULL,
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
      tenant ${text} NOT NULL,
      id ${text} NOT NULL,
      subject ${text} NOT NULL,
      purpose ${text} NOT NULL,
      factor ${text} NOT NULL,
      version ${integer} NOT NULL,
      state ${text} NOT NULL,
      code_digest ${text},
      tries_left ${integer} NOT NULL,
      created_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX recoveries_by_subject ON recoveries (tenant, subject)',
    'CREATE INDEX recoveries_by_expiry ON recoveries (expires_at)',
    `CREATE TABLE single_use_values (
      tenant ${text} NOT NULL,
      kind ${text} NOT NULL,
      id ${text} NOT NULL,
      data ${text} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, kind, id)
    ) ${keyed}`,
    'CREATE INDEX single_use_values_by_expiry ON single_use_values (expires_at)',
    `CREATE TABLE receipts (
      tenant ${text} NOT NULL,
      scope ${text} NOT NULL,
      key ${text} NOT NULL,
      digest ${text} NOT NULL,
      outcome ${text},
      claimed_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, scope, key)
    ) ${keyed}`,
    'CREATE INDEX receipts_by_expiry ON receipts (expires_at)',
    `CREATE TABLE audit (
      seq ${serialKey},
      at ${integer} NOT NULL,
      tenant ${text} NOT NULL,
      action ${text} NOT NULL,
      outcome ${text} NOT NULL,
      subject ${text},
      purpose ${text},
      actor ${text} NOT NULL,
      dialect ${text} NOT NULL,
      source ${text} NOT NULL,
      request_id ${text} NOT NULL,
      reason ${text}
    )`,
    'CREATE INDEX audit_by_tenant ON audit (tenant, seq)',
    `CREATE TABLE events (
      seq ${serialKey},
      id ${text} NOT NULL UNIQUE,
      type ${text} NOT NULL,
      tenant ${text} NOT NULL,
      subject ${text} NOT NULL,
      at ${integer} NOT NULL,
      data ${text} NOT NULL
    )`,
    `CREATE TABLE messages (
      seq ${serialKey},
      id ${text} NOT NULL UNIQUE,
      tenant ${text} NOT NULL,
      channel ${text} NOT NULL,
      recipient ${text} NOT NULL,
      template ${text} NOT NULL,
      sealed ${bytes} NOT NULL,
      at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL
    )`,
    'CREATE INDEX messages_by_expiry ON messages (expires_at)',
  ];
}
