import type { Instant } from '../core/model/instant.ts';
import { ConstraintViolation, type Engine, type Statement } from './engine/engine.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';
import {
  createRecords,
  insertRecord,
  type Schema,
  selectSchema,
  toSchema,
} from './queries/schema.ts';

/** Nodes that make the same table at once: whoever lost finds it there at the next try. */
const TRIES = 5;

/**
 * Brings the schema up to this server's version. Each step is one transaction, and done once however
 * many nodes start at the same moment; done steps stay. A database that a newer server has moved on
 * is left as it is, as long as this one may still run on it; throws otherwise.
 */
export async function migrate(
  engine: Engine,
  now: () => Instant,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await makeRecords(engine);
  refuseOutgrown(await readSchema(engine), migrations);
  for (const migration of migrations) await apply(engine, migration, now());
}

/** Throws unless the database has a schema this server may run on: its own, or one made for both. */
export async function assertMigrated(
  engine: Pick<Engine, 'query'>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const schema = await readSchema(engine);
  refuseOutgrown(schema, migrations);
  if (schema.version < latestOf(migrations)) {
    throw new Error(
      `The database is at schema ${schema.version}, this server needs ${latestOf(migrations)}.`,
    );
  }
}

/** Throws when there are no records: nothing was ever stored here. */
export async function readSchema(engine: Pick<Engine, 'query'>): Promise<Schema> {
  const [row] = await engine.query(selectSchema());
  return row === undefined ? { version: 0, oldest: 0 } : toSchema(row);
}

/** The schema this server was built for. */
export function latestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

async function makeRecords(engine: Engine): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await engine.define(createRecords(engine.profile.types));
    } catch (error) {
      if (!isTaken(error) || tries === TRIES) throw error;
    }
  }
}

/**
 * The record comes first: of several nodes the first one's holds up the others until the schema is
 * made, and then refuses them. A node that dies half-way leaves no record, and nothing else.
 */
async function apply(engine: Engine, migration: Migration, now: Instant): Promise<void> {
  const { version, statements } = migration;
  if ((await readSchema(engine)).version >= version) return;
  const changes = statements(engine.profile.types).map((sql): Statement => ({ sql, params: [] }));
  try {
    await engine.define([...insertRecord(migration, now), ...changes]);
  } catch (error) {
    // With the step done, it was the record that was taken; without it, data breaks the new rule.
    if (!isTaken(error) || (await readSchema(engine)).version < version) throw error;
  }
}

/** A server that does not know what a newer one relies on would undo it, and not even notice. */
function refuseOutgrown({ version, oldest }: Schema, migrations: readonly Migration[]): void {
  const latest = latestOf(migrations);
  if (oldest <= latest) return;
  throw new Error(
    `The database has schema ${version}, which needs a server that knows ${oldest} or newer; ` +
      `this one knows ${latest}. Run the newer version of Pintumbler that made it.`,
  );
}

function isTaken(error: unknown): boolean {
  return error instanceof ConstraintViolation && error.kind === 'unique';
}
