import { resolve } from 'node:path';
import type { Config } from '../config/settings.ts';
import type { Look } from '../storage/engine/look.ts';
import { lookAtPostgres } from '../storage/engine/postgres/look-at-postgres.ts';
import { lookAtSqlite } from '../storage/engine/sqlite/look-at-sqlite.ts';
import { readSchemaOf } from '../storage/look-inside.ts';
import { migrate } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations/migrations.ts';
import { openEngine } from './moving.ts';

export interface Migrated {
  /** Schema that was found; 0: nothing was ever stored. */
  readonly found: number;
  /** Steps that were taken, or with a dry run would be. */
  readonly steps: readonly MigrationStep[];
  readonly dryRun: boolean;
}

export interface MigrationStep {
  readonly version: number;
  readonly name: string;
  /** Whether servers of the version before go on working beside it. */
  readonly rolling: boolean;
}

/** Brings the database of this configuration up to this server's schema, as its start would. */
export async function runMigrate(config: Config, dryRun: boolean): Promise<Migrated> {
  const found = await schemaOf(config);
  const steps = MIGRATIONS.filter(({ version }) => version > found).map(
    ({ version, name, oldest }) => ({ version, name, rolling: oldest < version }),
  );
  if (!dryRun) {
    const engine = await openEngine(config);
    try {
      await migrate(engine, Date.now);
    } finally {
      await engine.close();
    }
  }
  return { found, steps, dryRun };
}

/** Looks without writing: a dry run must not even make a file. */
async function schemaOf({ databaseUrl, dataDir }: Config): Promise<number> {
  if (databaseUrl.engine === 'postgres') {
    const postgres = await lookAtPostgres(databaseUrl.addresses);
    try {
      if (postgres.sessions === null) {
        throw new Error('No database answers that can be written. pintumbler doctor says more.');
      }
      return await versionOf(postgres);
    } finally {
      await postgres.close();
    }
  }
  const look = lookAtSqlite(resolve(dataDir));
  if (look === null) return 0;
  try {
    return await versionOf(look);
  } finally {
    await look.close();
  }
}

async function versionOf(look: Look): Promise<number> {
  return (await readSchemaOf(look))?.version ?? 0;
}
