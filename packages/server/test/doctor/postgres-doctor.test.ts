import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { freePort, runSql } from '../support/postgres/postgres-server.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { diagnose, startNode } from './run-doctor.ts';

let dir: TempDir;
let database: TestDatabase;

beforeEach(async () => {
  dir = makeTempDir();
  database = await makeDatabase();
});
afterEach(async () => {
  await database.remove();
  dir.remove();
});

const settings = (more = {}) => ({
  'data-dir': dir.path,
  'database-url': database.url,
  'admin-key': 'k'.repeat(32),
  ...more,
});
const examine = (more = {}) => diagnose(settings(more));
const said = (text: RegExp) => expect.stringMatching(text);

/** `ALTER` something of the database, so that every new session has it. */
const alter = (change: string) => {
  const name = new URL(database.url).pathname.slice(1);
  return runSql(database.url, `ALTER DATABASE ${name} ${change}`);
};

describe('pintumbler doctor on PostgreSQL', () => {
  it('finds nothing wrong beside a node at work, but that the data is on one machine', async () => {
    const node = await startNode(settings());
    const { findings, hasProblem, of } = await examine();
    expect(findings.filter(({ verdict }) => verdict === 'problem')).toEqual([]);
    expect(hasProblem).toBe(false);
    expect(of('keyring')).toMatchObject({ verdict: 'ok', looked: said(/belongs to the data/) });
    expect(of('standby')).toMatchObject({ verdict: 'warning', looked: said(/^0 attached/) });
    for (const name of ['server_version_num', 'synchronous_commit', 'fsync', 'server_encoding']) {
      expect(of(name).verdict, name).toBe('ok');
    }
    expect(of('encryption')).toMatchObject({ verdict: 'ok', looked: said(/same machine/) });
    expect(of('pooler')).toMatchObject({ verdict: 'ok', looked: 'none seen' });
    expect(of('clock').verdict).toBe('ok');
    await node.stop();
  });

  it('writes nothing to an empty database, and says how nodes get one keyring', async () => {
    const { hasProblem, of } = await examine();
    expect(hasProblem).toBe(false);
    expect(of('schema').looked).toMatch(/empty/);
    expect(of('keyring')).toMatchObject({ verdict: 'warning', todo: said(/copy its keyring/) });
    const tables = "SELECT 1 FROM pg_tables WHERE schemaname = 'public'";
    expect(await runSql(database.url, tables)).toEqual([]);
  });

  it('sees that a keyring is missing, or is that of other data', async () => {
    await (await startNode(settings())).stop();
    const other = makeTempDir();
    const missing = await examine({ 'data-dir': other.path });
    expect(missing.of('keyring')).toMatchObject({ verdict: 'problem', looked: said(/missing/) });
    const elsewhere = settings({ 'data-dir': other.path, 'database-url': 'sqlite:' });
    await (await startNode(elsewhere)).stop();
    const foreign = await examine({ 'data-dir': other.path });
    expect(foreign.of('keyring').looked).toMatch(/does not belong/);
    // The same folder has an embedded database, which this configuration never looks at.
    expect(foreign.of('other process')).toMatchObject({
      verdict: 'warning',
      looked: said(/not used/),
    });
    copyFileSync(join(dir.path, 'keyring.json'), join(other.path, 'keyring.json'));
    expect((await examine({ 'data-dir': other.path })).of('keyring').verdict).toBe('ok');
    other.remove();
  });

  it('sees settings under which a confirmed guess may be forgotten', async () => {
    await alter('SET synchronous_commit = off');
    const { hasProblem, of } = await examine();
    expect(hasProblem).toBe(true);
    expect(of('synchronous_commit')).toMatchObject({ verdict: 'problem', looked: 'off' });
  });

  it('sees hosts that do not answer, and some that only read', async () => {
    const { host } = new URL(database.url);
    const nobody = `127.0.0.1:${await freePort()}`;
    const listed = database.url.replace(host, `${nobody},${host}`);
    const some = await examine({ 'database-url': listed });
    expect(some.of('database')).toMatchObject({ verdict: 'warning', looked: said(/not answer/) });
    const gone = await examine({ 'database-url': database.url.replace(host, nobody) });
    expect(gone.of('database')).toMatchObject({ verdict: 'problem', todo: said(/DATABASE_URL/) });
    await alter('SET default_transaction_read_only = on');
    const readOnly = await examine();
    expect(readOnly.of('database')).toMatchObject({ verdict: 'problem', todo: said(/Promote/) });
  });

  it('sees that a node would find no room', async () => {
    const many = await examine({ 'database-connections': '900' });
    expect(many.of('connections')).toMatchObject({ verdict: 'problem', looked: said(/^902 for/) });
    expect((await examine()).of('connections').verdict).toBe('ok');
  });

  it('says that nodes which each make an admin key do not share one', async () => {
    const { of } = await examine({ 'admin-key': '' });
    expect(of('admin key')).toMatchObject({ verdict: 'warning', todo: said(/same one/) });
  });
});
