import type { ColumnTypes } from '../engine/engine.ts';

/** Partial indexes hold the few rows that still wait, however many settled ones are kept. */
export function messagesAndSignIns(types: ColumnTypes): string[] {
  return [...additions(), ...messages(types), ...codes(types), ...signIns(types)];
}

function additions(): string[] {
  return [
    "ALTER TABLE tenants ADD COLUMN messages TEXT NOT NULL DEFAULT '{}'",
    'ALTER TABLE subjects ADD COLUMN language TEXT',
    // Right PINs are most of the trail, and no wire lists them: they need not cost a second write.
    'DROP INDEX audit_by_subject',
    `CREATE INDEX audit_by_subject ON audit (tenant, subject, purpose, action, outcome, seq)
      WHERE outcome <> 'verified'`,
  ];
}

/** Those that are there were only ever shown in the inbox of a demo. */
function messages({ integer }: ColumnTypes): string[] {
  return [
    'ALTER TABLE messages ADD COLUMN subject TEXT',
    "ALTER TABLE messages ADD COLUMN language TEXT NOT NULL DEFAULT 'en'",
    "ALTER TABLE messages ADD COLUMN state TEXT NOT NULL DEFAULT 'sent'",
    `ALTER TABLE messages ADD COLUMN tries ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE messages ADD COLUMN next_at ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE messages ADD COLUMN leased_until ${integer}`,
    'ALTER TABLE messages ADD COLUMN last_error TEXT',
    `ALTER TABLE messages ADD COLUMN settled_at ${integer}`,
    'UPDATE messages SET settled_at = at',
    'DROP INDEX messages_by_expiry',
    `CREATE INDEX messages_waiting ON messages (channel, next_at, seq) WHERE state = 'waiting'`,
    'CREATE INDEX messages_by_tenant ON messages (tenant, seq)',
    'CREATE INDEX messages_by_settlement ON messages (settled_at) WHERE settled_at IS NOT NULL',
  ];
}

function codes({ integer, keyed }: ColumnTypes): string[] {
  return [
    `CREATE TABLE one_time_codes (
      tenant TEXT NOT NULL REFERENCES tenants (id),
      id TEXT NOT NULL,
      use TEXT NOT NULL,
      subject TEXT,
      channel TEXT NOT NULL,
      recipient TEXT NOT NULL,
      findable ${integer} NOT NULL,
      code_digest TEXT NOT NULL,
      state TEXT NOT NULL,
      tries_left ${integer} NOT NULL,
      created_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    `CREATE INDEX one_time_codes_open ON one_time_codes (tenant, use, channel, recipient)
      WHERE state = 'open'`,
    `CREATE UNIQUE INDEX one_time_codes_findable ON one_time_codes (tenant, use, code_digest)
      WHERE state = 'open' AND findable = 1`,
    'CREATE INDEX one_time_codes_by_subject ON one_time_codes (tenant, subject)',
    'CREATE INDEX one_time_codes_by_expiry ON one_time_codes (expires_at)',
    `CREATE TABLE send_windows (
      tenant TEXT NOT NULL REFERENCES tenants (id),
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      sends TEXT NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, kind, id)
    ) ${keyed}`,
    'CREATE INDEX send_windows_by_expiry ON send_windows (expires_at)',
  ];
}

function signIns({ integer, keyed }: ColumnTypes): string[] {
  return [
    `CREATE TABLE sign_ins (
      tenant TEXT NOT NULL REFERENCES tenants (id),
      id TEXT NOT NULL,
      dialect TEXT NOT NULL,
      caller TEXT NOT NULL,
      subject TEXT,
      purpose TEXT NOT NULL,
      level TEXT NOT NULL,
      bound ${integer} NOT NULL,
      pin_version ${integer},
      data TEXT NOT NULL,
      created_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      ended_at ${integer},
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX sign_ins_by_subject ON sign_ins (tenant, subject)',
    'CREATE INDEX sign_ins_by_expiry ON sign_ins (expires_at)',
  ];
}
