import type { ColumnTypes } from '../engine/engine.ts';

/**
 * PINs that came out of a backup wait to be confirmed. A server of the version before would compare
 * them, so none may run beside this one.
 */
export function restored({ integer }: ColumnTypes): string[] {
  return [
    `ALTER TABLE credentials ADD COLUMN unconfirmed_since ${integer}`,
    `CREATE INDEX credentials_unconfirmed ON credentials (tenant, subject, purpose)
      WHERE unconfirmed_since IS NOT NULL`,
  ];
}
