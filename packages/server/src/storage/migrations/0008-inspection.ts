/**
 * What staff look at: one person's whole trail, how much happened when, the locks among it, and the
 * deliveries that were given up. Locks and dead letters are few, so their indexes cost nothing
 * otherwise; the first two are written with every entry.
 */
export function inspection(): string[] {
  return [
    'CREATE INDEX audit_of_subject ON audit (tenant, subject, seq) WHERE subject IS NOT NULL',
    'CREATE INDEX audit_by_time ON audit (tenant, at, action, outcome)',
    `CREATE INDEX events_of_locks ON events (tenant, at) WHERE type = 'pin.locked'`,
    `CREATE INDEX deliveries_dead ON deliveries (tenant, webhook, created_at, id)
      WHERE state = 'dead'`,
  ];
}
