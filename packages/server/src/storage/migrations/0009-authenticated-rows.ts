import type { ColumnTypes } from '../engine/engine.ts';

/**
 * Rows that decide about guesses are authenticated: `mac`, NULL in rows from before this step until
 * the first start has authenticated them. `born` tells the lives of one subject id apart, `generation`
 * the states of one credential; entries of the audit trail repeat it. A server of the version before
 * would write rows without, so none may run beside this one.
 */
export function authenticatedRows({ integer, text }: ColumnTypes): string[] {
  return [
    `ALTER TABLE subjects ADD COLUMN born ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE credentials ADD COLUMN born ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE credentials ADD COLUMN generation ${integer} NOT NULL DEFAULT 0`,
    `ALTER TABLE audit ADD COLUMN generation ${integer}`,
    `CREATE INDEX audit_of_credential ON audit (tenant, subject, purpose, generation)
      WHERE generation IS NOT NULL`,
    ...AUTHENTICATED.map((table) => `ALTER TABLE ${table} ADD COLUMN mac ${text}`),
  ];
}

const AUTHENTICATED = [
  ...['tenants', 'subjects', 'credentials', 'recoveries', 'one_time_codes'],
  ...['caller_keys', 'client_keys', 'replay_marks', 'accounts', 'sign_ins'],
];
