import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { migrate, readSchema } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations/migrations.ts';
import { openStore } from '../../src/storage/store.ts';
import { subject, tenant } from '../contract/fixture.ts';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { runSql } from '../support/postgres/postgres-server.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { ADDITION, LATEST, nextVersion, OLDEST } from './next-version.ts';

const NODES = 8;
const ANN = subject('acme', 'ann');
const clock = { now: () => 1_000_000 };

let database: TestDatabase;
let engines: Engine[];

beforeEach(async () => {
  database = await makeDatabase();
  engines = [];
});

afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await database.remove();
});

async function openNode(): Promise<Engine> {
  const engine = await openPostgresEngine({ addresses: [database.url], writers: 1 });
  engines.push(engine);
  return engine;
}

const openNodes = () => Promise.all(Array.from({ length: NODES }, openNode));

async function recorded(): Promise<readonly unknown[]> {
  const sql = 'SELECT version::int FROM schema_migrations ORDER BY version';
  return (await runSql(database.url, sql)).map((row) => Object.values(row)[0]);
}

/** Until a change of a table stands in line for it. */
async function untilWaiting(): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
    AND query LIKE 'ALTER TABLE%' AND wait_event_type = 'Lock'`;
  while ((await runSql(database.url, waiting)).length === 0) await wait(10);
}

describe('migrations on PostgreSQL', () => {
  it('are done once when eight nodes start at once on an empty database', async () => {
    const nodes = await openNodes();
    const stores = await Promise.all(
      nodes.map((engine) => openStore(engine, { clock, rows: TEST_ROWS })),
    );
    for (const store of stores) await store.probe();
    expect(await recorded()).toEqual(MIGRATIONS.map(({ version }) => version));
  });

  it('are done once when eight nodes bring the same new version', async () => {
    const nodes = await openNodes();
    await migrate(await openNode(), clock.now);
    const migrations = nextVersion(ADDITION);
    await Promise.all(nodes.map((engine) => migrate(engine, clock.now, migrations)));
    expect(await recorded()).toEqual(migrations.map(({ version }) => version));
    expect(await runSql(database.url, 'SELECT id::int FROM next_things')).toEqual([{ id: 1 }]);
  });

  it('leave nothing when one of their statements fails, and say which', async () => {
    const node = await openNode();
    await migrate(node, clock.now);
    const statements: typeof ADDITION.statements = (types) => [
      ...ADDITION.statements(types),
      'INSERT INTO next_things (id) VALUES (1)',
    ];
    const migrations = nextVersion({ statements });
    // The data breaks the rule, not the record: nobody else did this step.
    await expect(migrate(node, clock.now, migrations)).rejects.toThrow(/unique/);
    expect(await readSchema(node)).toEqual({ version: LATEST, oldest: OLDEST });
    await migrate(node, clock.now, nextVersion(ADDITION));
    expect(await readSchema(node)).toEqual({ version: LATEST + 1, oldest: LATEST });
  });

  it('wait for whoever holds a table, and let others pass meanwhile', async () => {
    const [node, other] = [await openNode(), await openNode()];
    await migrate(node, clock.now);
    const store = await openStore(other, { clock, rows: TEST_ROWS });
    const report = new Client({ connectionString: database.url });
    await report.connect();
    await report.query('BEGIN; SELECT * FROM subjects');
    const migrating = migrate(node, clock.now, nextVersion(ADDITION));
    await untilWaiting();
    // Queued behind the step that waits for the report; answered when that steps back.
    expect(await store.readSubject('acme', 'ann')).toBeNull();
    expect((await readSchema(other)).version).toBe(LATEST);
    await report.query('COMMIT');
    await migrating;
    expect((await readSchema(node)).version).toBe(LATEST + 1);
    await report.end();
  });
});

describe('a node of the version before', () => {
  it('goes on working beside a newer one', async () => {
    const [old, newer] = [await openNode(), await openNode()];
    const store = await openStore(old, { clock, rows: TEST_ROWS });
    await openStore(newer, { clock, rows: TEST_ROWS, migrations: nextVersion(ADDITION) });
    await store.probe();
    await store.applyToTenant('acme', () => ({ next: tenant('acme'), result: undefined }));
    await store.applyToSubject('acme', 'ann', () => ({ next: ANN, result: undefined }));
    expect(await store.readSubject('acme', 'ann')).toEqual(ANN);
  });

  it('starts on what the newer one made, and leaves it as it is', async () => {
    await openStore(await openNode(), {
      clock,
      rows: TEST_ROWS,
      migrations: nextVersion(ADDITION),
    });
    const store = await openStore(await openNode(), { clock, rows: TEST_ROWS });
    await store.probe();
    expect((await readSchema(await openNode())).version).toBe(LATEST + 1);
  });

  it('is not ready, and does not start, where the newer one leaves it behind', async () => {
    const store = await openStore(await openNode(), { clock, rows: TEST_ROWS });
    await store.probe();
    const newer = nextVersion({ ...ADDITION, oldest: LATEST + 1 });
    await openStore(await openNode(), { clock, rows: TEST_ROWS, migrations: newer });
    await expect(store.probe()).rejects.toThrow(/Run the newer version of Pintumbler/);
    const late = await openNode();
    await expect(openStore(late, { clock, rows: TEST_ROWS })).rejects.toThrow(
      /Run the newer version of Pintumbler/,
    );
  });

  it('is left behind for good: a later addition does not let it in again', async () => {
    const broken = nextVersion({ ...ADDITION, oldest: LATEST + 1 });
    const later = { version: LATEST + 2, name: 'later', oldest: LATEST, statements: () => [] };
    await openStore(await openNode(), { clock, rows: TEST_ROWS, migrations: [...broken, later] });
    const late = await openNode();
    await expect(openStore(late, { clock, rows: TEST_ROWS })).rejects.toThrow(
      `needs a server that knows ${LATEST + 1}`,
    );
  });
});

it('a node that is ahead of its database is not ready before the step is done', async () => {
  const engine = await openNode();
  const migrations = nextVersion(ADDITION);
  const store = await openStore(engine, { clock, rows: TEST_ROWS, migrations });
  await store.probe();
  await runSql(database.url, `DELETE FROM schema_migrations WHERE version = ${LATEST + 1}`);
  await expect(store.probe()).rejects.toThrow(`at schema ${LATEST}, this server needs`);
});
