import type { ColumnTypes } from '../engine/engine.ts';

/** Partial indexes hold the few rows that still wait, however many settled ones are kept. */
export function challengesAndWebhooks(types: ColumnTypes): string[] {
  return [...additions(types), ...challenges(types), ...webhooks(types)];
}

function additions({ bytes, integer, keyed, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE credentials ADD COLUMN locked_at ${integer}`,
    `ALTER TABLE credentials ADD COLUMN unlocked_at ${integer}`,
    `ALTER TABLE credentials ADD COLUMN prompt ${bytes}`,
    `ALTER TABLE tenants ADD COLUMN pages ${text} NOT NULL DEFAULT '{}'`,
    'CREATE INDEX subjects_by_creation ON subjects (tenant, created_at, id)',
    `CREATE TABLE page_origins (
      origin ${text} NOT NULL,
      tenant ${text} NOT NULL REFERENCES tenants (id),
      PRIMARY KEY (origin, tenant)
    ) ${keyed}`,
    'CREATE INDEX page_origins_by_tenant ON page_origins (tenant)',
  ];
}

function challenges({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE challenges (
      tenant ${text} NOT NULL,
      id ${text} NOT NULL,
      subject ${text} NOT NULL,
      purpose ${text} NOT NULL,
      type ${text} NOT NULL,
      dialect ${text} NOT NULL,
      label ${text} NOT NULL,
      status ${text} NOT NULL,
      failure ${text},
      return_url ${text},
      operation ${text},
      assertion ${text},
      created_at ${integer} NOT NULL,
      expires_at ${integer} NOT NULL,
      settled_at ${integer},
      PRIMARY KEY (tenant, id),
      FOREIGN KEY (tenant, subject) REFERENCES subjects (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    'CREATE INDEX challenges_by_subject ON challenges (tenant, subject, created_at, id)',
    `CREATE INDEX challenges_unsettled ON challenges (expires_at)
      WHERE status IN ('pending', 'in_progress')`,
    `CREATE INDEX challenges_by_settlement ON challenges (settled_at)
      WHERE settled_at IS NOT NULL`,
  ];
}

function webhooks({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `CREATE TABLE webhooks (
      tenant ${text} NOT NULL REFERENCES tenants (id),
      id ${text} NOT NULL,
      dialect ${text} NOT NULL,
      name ${text} NOT NULL,
      url ${text} NOT NULL,
      events ${text} NOT NULL,
      enabled ${integer} NOT NULL,
      signature ${text} NOT NULL,
      created_at ${integer} NOT NULL,
      updated_at ${integer} NOT NULL,
      PRIMARY KEY (tenant, id)
    ) ${keyed}`,
    `CREATE TABLE deliveries (
      tenant ${text} NOT NULL,
      webhook ${text} NOT NULL,
      id ${text} NOT NULL,
      notice ${text} NOT NULL,
      state ${text} NOT NULL,
      tries ${integer} NOT NULL,
      next_at ${integer} NOT NULL,
      leased_until ${integer},
      last_status ${integer},
      last_error ${text},
      created_at ${integer} NOT NULL,
      settled_at ${integer},
      PRIMARY KEY (tenant, webhook, id),
      FOREIGN KEY (tenant, webhook) REFERENCES webhooks (tenant, id) ON DELETE CASCADE
    ) ${keyed}`,
    `CREATE INDEX deliveries_waiting ON deliveries (tenant, webhook, next_at, id)
      WHERE state = 'waiting'`,
    'CREATE INDEX deliveries_by_webhook ON deliveries (tenant, webhook, created_at, id)',
    `CREATE INDEX deliveries_by_settlement ON deliveries (settled_at)
      WHERE settled_at IS NOT NULL`,
  ];
}
