import type { Instant } from '../core/model/instant.ts';
import type { Engine } from './engine/engine.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

/** Brings the schema up to this server's version. Each step is one transaction; done steps stay. */
export async function migrate(engine: Engine, now: () => Instant): Promise<void> {
  const { integer } = engine.profile.types;
  await engine.define([
    {
      sql: `CREATE TABLE IF NOT EXISTS schema_migrations (
        version ${integer} PRIMARY KEY, name TEXT NOT NULL, applied_at ${integer} NOT NULL
      )`,
      params: [],
    },
  ]);
  const applied = await appliedVersion(engine);
  refuseNewer(applied);
  for (const { version, name, statements } of MIGRATIONS.filter((each) => each.version > applied)) {
    const record = 'INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)';
    await engine.define([
      ...statements(engine.profile.types).map((sql) => ({ sql, params: [] })),
      { sql: record, params: [version, name, now()] },
    ]);
  }
}

/** Throws unless the database has exactly the schema this server was built for. */
export async function assertMigrated(engine: Engine): Promise<void> {
  const applied = await appliedVersion(engine);
  refuseNewer(applied);
  if (applied < latestVersion()) {
    throw new Error(`The database is at schema ${applied}, this server needs ${latestVersion()}.`);
  }
}

async function appliedVersion(engine: Engine): Promise<number> {
  const sql = 'SELECT MAX(version) AS version FROM schema_migrations';
  const [row] = await engine.query({ sql, params: [] });
  return Number(row?.['version'] ?? 0);
}

/** A server that does not know a column would drop what a newer one wrote into it. */
function refuseNewer(applied: number): void {
  if (applied <= latestVersion()) return;
  throw new Error(
    `The database has schema ${applied}, but this server knows only ${latestVersion()}. ` +
      'Run the newer version of Pintumbler that made it.',
  );
}

export function latestVersion(): number {
  return MIGRATIONS.at(-1)?.version ?? 0;
}
