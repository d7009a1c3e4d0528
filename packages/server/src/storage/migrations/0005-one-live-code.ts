/**
 * A new code or recovery ends those before it. With one writer its own statement saw to that; of two
 * nodes that each make one, neither sees the other's, so the index does.
 */
export function oneLiveCode(): string[] {
  return [
    'DROP INDEX one_time_codes_open',
    `CREATE UNIQUE INDEX one_time_codes_open
      ON one_time_codes (tenant, use, channel, recipient) WHERE state = 'open'`,
    `CREATE UNIQUE INDEX one_time_codes_of_person ON one_time_codes (tenant, use, subject)
      WHERE state = 'open' AND subject IS NOT NULL`,
    `CREATE UNIQUE INDEX recoveries_alive ON recoveries (tenant, subject, purpose, factor)
      WHERE state IN ('open', 'proven')`,
  ];
}
