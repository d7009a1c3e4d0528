import type { ColumnTypes } from '../engine/engine.ts';

/**
 * What is known about guesses across people: how many PINs were wrong lately in each tenant, the budgets of
 * devices that proved a PIN before, and messages by tenant, so that no tenant waits behind another's.
 *
 * An older server leaves the new column of a credential as it is: devices it does not know of keep
 * their budgets, and one that was known before the PIN changed there is known by its time to be
 * outdated. It counts no wrong PINs for the brake.
 */
export function guessing({ integer, keyed, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE credentials ADD COLUMN devices ${text} NOT NULL DEFAULT '[]'`,
    `CREATE TABLE tenant_guesses (
      tenant ${text} NOT NULL PRIMARY KEY REFERENCES tenants (id),
      state ${text} NOT NULL,
      updated_at ${integer} NOT NULL
    )${keyed}`,
    `CREATE INDEX messages_waiting_by_tenant ON messages (channel, tenant, next_at, seq)
      WHERE state = 'waiting'`,
  ];
}
