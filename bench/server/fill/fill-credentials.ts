import { join } from 'node:path';
import type { BenchServerOptions } from '../messages.ts';
import { fillPostgres } from './fill-postgres.ts';
import { fillSqlite } from './fill-sqlite.ts';

/** What the tables are filled with: copies of one subject, under all numbers but those kept free. */
export interface Filling {
  readonly template: number;
  readonly fillTo: number;
  readonly free: ReadonlySet<number>;
}

/**
 * Fills the tables up to a number of subjects with copies of one real row. The copies' verifiers
 * would not open (they are sealed to the one they were copied from), so the numbers of subjects to
 * measure with are left free: those are made properly afterwards, or were made before.
 */
export async function fillCredentials(options: BenchServerOptions): Promise<void> {
  const { dataDir, databaseUrl, subjects, cheapSubjects, fillTo = 0 } = options;
  const [template = 0] = cheapSubjects;
  const filling = { template, fillTo, free: new Set([...subjects, ...cheapSubjects]) };
  if (databaseUrl) await fillPostgres(databaseUrl, filling);
  else fillSqlite(join(dataDir, 'pintumbler.db'), filling);
}
