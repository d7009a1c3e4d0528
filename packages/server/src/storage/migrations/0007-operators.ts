import type { ColumnTypes } from '../engine/engine.ts';

/**
 * Operators are subjects of a tenant of the server's own, and guesses at their passwords lie in
 * `credentials` as all others do. A server of the version before knows none of these tables, and
 * leaves the column of `tenants` as it is.
 */
export function operators(types: ColumnTypes): string[] {
  return [...accounts(types), ...passkeys(types), ...approvals(types)];
}

function accounts({ bytes, integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE accounts (
      tenant ${text} NOT NULL,
      name ${text} NOT NULL,
      role ${text} NOT NULL,
      disabled_at ${integer},
      epoch ${integer} NOT NULL,
      totp ${bytes},
      totp_offered ${bytes},
      created_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, name),
      FOREIGN KEY (tenant, name) REFERENCES subjects (tenant, id)
    ) ${keyed}`,
    `CREATE TABLE operator_sessions (
      tenant ${text} NOT NULL REFERENCES tenants (id),
      id ${text} NOT NULL,
      account ${text},
      epoch ${integer} NOT NULL,
      password_version ${integer},
      admin_key ${text},
      created_at ${integer} NOT NULL,
      seen_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, account) REFERENCES accounts (tenant, name)
    ) ${keyed}`,
    'CREATE INDEX operator_sessions_by_expiry ON operator_sessions (expires_at)',
  ];
}

function passkeys({ bytes, integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE passkeys (
      tenant ${text} NOT NULL,
      id ${text} NOT NULL,
      account ${text} NOT NULL,
      name ${text} NOT NULL,
      sealed ${bytes} NOT NULL,
      counter ${integer} NOT NULL,
      created_at ${integer} NOT NULL,
      used_at ${integer},
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, account) REFERENCES accounts (tenant, name)
    ) ${keyed}`,
    'CREATE INDEX passkeys_by_account ON passkeys (tenant, account, created_at, id)',
  ];
}

function approvals({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE tenants ADD COLUMN approvals ${text} NOT NULL DEFAULT '{}'`,
    `CREATE TABLE approvals (
      tenant ${text} NOT NULL REFERENCES tenants (id),
      id ${text} NOT NULL,
      kind ${text} NOT NULL,
      changes ${text} NOT NULL,
      command ${text} NOT NULL,
      basis ${text},
      requested_by ${text} NOT NULL,
      requested_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      state ${text} NOT NULL,
      settled_by ${text},
      settled_at ${integer},
      reason ${text},
      PRIMARY KEY (tenant, id)
    ) ${keyed}`,
    'CREATE INDEX approvals_by_time ON approvals (tenant, requested_at, id)',
    'CREATE INDEX approvals_by_expiry ON approvals (expires_at)',
  ];
}
