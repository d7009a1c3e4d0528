import type { Connection } from './connection.ts';

/** How a primary stands among its standbys, its clients and in time. */
export interface Cluster {
  readonly synchronousStandbyNames: string;
  readonly standbys: number;
  /** `null`: this role may not see what they are. */
  readonly synchronousStandbys: number | null;
  readonly connectionsMax: number;
  /** Of those, kept for superusers. */
  readonly connectionsReserved: number;
  readonly connectionsOpen: number;
  /** Its clock against ours, in ms; positive where it is ahead. */
  readonly clockAheadMs: number;
  /** The difference is known no better than this, in ms. */
  readonly clockErrorMs: number;
}

const QUERY = `SELECT
  current_setting('synchronous_standby_names') AS names,
  current_setting('max_connections')::int AS most,
  current_setting('superuser_reserved_connections')::int AS reserved,
  (SELECT count(*)::int FROM pg_stat_replication) AS standbys,
  (SELECT count(*)::int FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS synchronous,
  (SELECT count(*)::int FROM pg_stat_replication WHERE sync_state IS NULL) AS hidden,
  (SELECT coalesce(sum(numbackends), 0)::int FROM pg_stat_database) AS open,
  (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;

export async function readCluster(connection: Connection): Promise<Cluster> {
  // The first time is for the plan: the second one's times are those of the clock.
  await connection.runText(QUERY);
  const askedAt = Date.now();
  const [answer] = await connection.runText(QUERY);
  const answeredAt = Date.now();
  const row = answer?.rows[0] ?? {};
  return {
    synchronousStandbyNames: String(row['names']),
    standbys: Number(row['standbys']),
    synchronousStandbys: Number(row['hidden']) > 0 ? null : Number(row['synchronous']),
    connectionsMax: Number(row['most']),
    connectionsReserved: Number(row['reserved']),
    connectionsOpen: Number(row['open']),
    clockAheadMs: Math.round(Number(row['now']) - (askedAt + answeredAt) / 2),
    clockErrorMs: Math.ceil((answeredAt - askedAt) / 2) + 1,
  };
}
