import type { ColumnTypes } from '../engine/engine.ts';

/** Partial indexes hold the few rows that still wait, however many settled ones are kept. */
export function messagesAndSignIns(types: ColumnTypes): string[] {
  return [...additions(types), ...messages(types), ...codes(types), ...signIns(types)];
}

function additions({ text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE tenants ADD COLUMN messages ${text} NOT NULL DEFAULT '{}'`,
    `ALTER TABLE subjects ADD COLUMN language ${text}`,
    // Right PINs are most of the trail, and no wire lists them: they need not cost a second write.
    'DROP INDEX audit_by_subject',
    `CREATE INDEX audit_by_subject ON audit (tenant, subject, purpose, action, outcome, seq)
      WHERE outcome <> 'verified'`,
  ];
}

/** Those that are there were only ever shown in the inbox of a demo. */
function messages({ integer, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE messages ADD COLUMN subject ${text}`,
    `ALTER TABLE messages ADD COLUMN language ${text} NOT NULL DEFAULT 'en'`,
    `ALTER TABLE messages ADD COLUMN state ${text} NOT NULL DEFAULT 'sent'`,
    `ALTER TABLE messages ADD COLUMN tries ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE messages ADD COLUMN next_at ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE messages ADD COLUMN leased_until ${integer}`,
    `ALTER TABLE messages ADD COLUMN last_error ${text}`,
    `ALTER TABLE messages ADD COLUMN settled_at ${integer}`,
    'UPDATE messages SET settled_at = at',
    'DROP INDEX messages_by_expiry',
    `CREATE INDEX messages_waiting ON messages (channel, next_at, seq) WHERE state = 'waiting'`,
    'CREATE INDEX messages_by_tenant ON messages (tenant, seq)',
    'CREATE INDEX messages_by_settlement ON messages (settled_at) WHERE settled_at IS NOT NULL',
  ];
}

function codes({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE one_time_codes (
      tenant ${text} NOT NULL REFERENCES tenants (id),
      id ${text} NOT NULL,
      use ${text} NOT NULL,
      subject ${text},
      channel ${text} NOT NULL,
      recipient ${text} NOT NULL,
      findable ${integer} NOT NULL,
      code_digest ${text} NOT NULL,
      state ${text} NOT NULL,
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
      tenant ${text} NOT NULL REFERENCES tenants (id),
      kind ${text} NOT NULL,
      id ${text} NOT NULL,
      sends ${text} NOT NULL,
      expires_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, kind, id)
    ) ${keyed}`,
    'CREATE INDEX send_windows_by_expiry ON send_windows (expires_at)',
  ];
}

function signIns({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE sign_ins (
      tenant ${text} NOT NULL REFERENCES tenants (id),
      id ${text} NOT NULL,
      dialect ${text} NOT NULL,
      caller ${text} NOT NULL,
      subject ${text},
      purpose ${text} NOT NULL,
      level ${text} NOT NULL,
      bound ${integer} NOT NULL,
      pin_version ${integer},
      data ${text} NOT NULL,
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
