import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import type { Engine, Row, SqlValue } from '../../src/storage/engine/engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { MIGRATIONS } from '../../src/storage/migrations/migrations.ts';
import { findDamage } from '../../src/storage/rows/find-damage.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { openEmptyEngine } from '../support/test-engine.ts';
import { TEST_ROWS } from '../support/test-rows.ts';

const PEOPLE = 1_200;
const clock = { now: () => 1_000_000 };
const key = (subject: string) => ({ tenant: 'acme', subject, purpose: 'login' });

let dir: TempDir;
let engine: Engine;

/** A database as a server of the schema before leaves it. */
beforeEach(async () => {
  dir = makeTempDir();
  engine = await openEmptyEngine(dir.path);
  await migrate(
    engine,
    clock.now,
    MIGRATIONS.filter(({ version }) => version < 9),
  );
  const people = Array.from({ length: PEOPLE }, (_, number) => `p${number}`);
  await run(
    `INSERT INTO tenants (id, name, policy, dialect_settings, pages, messages, approvals, created_at)
      VALUES ('acme', 'Acme', '{}', '{}', '{}', '{}', '{}', 1)`,
    ...people.map(
      (id) => `INSERT INTO subjects (tenant, id, identifiers, devices, documents, notes,
      created_at) VALUES ('acme', '${id}', '[]', '[]', '[]', '{}', 1)`,
    ),
    ...people.map(
      (id) => `INSERT INTO credentials (tenant, subject, purpose, history, must_change,
      tickets, forgiven, window_from, spent, failures, step, held)
      VALUES ('acme', '${id}', 'login', '[]', 0, 3, 0, 0, 3, 3, 0, 0)`,
    ),
  );
});

afterEach(async () => {
  await engine.close();
  await dir.remove();
});

const run = (...statements: string[]): Promise<unknown> => {
  const writes = statements.map((sql) => ({ sql, params: [] }));
  return engine.commit({ reads: [], decide: () => ({ writes, result: null }) });
};
const ask = (sql: string, ...params: SqlValue[]): Promise<readonly Row[]> =>
  engine.query({ sql, params });
const open = (over: Engine = engine) => openStore(over, { clock, rows: TEST_ROWS });
const FACT = "SELECT value FROM facts WHERE name = 'rows-authenticated'";
const damage = async () => (await findDamage(engine, TEST_ROWS, () => true)).damaged;

/** An engine whose process ends at a commit. */
function endingAt(commit: number): Engine {
  let made = 0;
  return {
    ...engine,
    async commit(operation) {
      if (made >= commit) throw new Error('power cut');
      made += 1;
      return engine.commit(operation);
    },
  };
}

describe('rows from before rows were authenticated', () => {
  it('are authenticated at the first start, in portions, over crashes, and are what they were', async () => {
    for (let death = 0; death < 6; death += 1) {
      await expect(open(endingAt(1))).rejects.toThrow('power cut');
    }
    const heard: (readonly [string, number])[] = [];
    const store = await openStore(engine, {
      ...{ clock, rows: TEST_ROWS },
      onOldRows: (table, done) => heard.push([table, done]),
    });
    expect(heard.length).toBeGreaterThan(0);
    expect(await damage()).toEqual([]);
    const { lockout } = await store.readCredential(key('p7'));
    expect(lockout).toEqual({ ...NO_CREDENTIAL.lockout, tickets: 3, spent: 3, failures: 3 });
    const left = await ask('SELECT COUNT(*) AS count FROM credentials WHERE mac IS NULL');
    expect(left).toEqual([{ count: 0 }]);
  });

  it('are none any more once that is done: without authentication they are damaged', async () => {
    await open();
    await run("UPDATE credentials SET mac = NULL, tickets = 0, spent = 0 WHERE subject = 'p1'");
    const store = await open();
    await expect(store.readCredential(key('p1'))).rejects.toMatchObject({ code: 'integrity' });
  });

  it('are not made by taking the record away that there are none', async () => {
    await open();
    await run("UPDATE credentials SET mac = NULL, tickets = 0 WHERE subject = 'p1'");
    await run("DELETE FROM facts WHERE name = 'rows-authenticated'");
    await expect(open()).rejects.toMatchObject({ code: 'integrity' });
  });

  it('are not made by altering that record, or putting back an earlier one', async () => {
    await expect(open(endingAt(2))).rejects.toThrow('power cut');
    const [running] = await ask(FACT);
    const store = await open();
    const entry = {
      ...{ at: 1, tenant: 'acme', action: 'pin.verify', outcome: 'wrong', subject: 'p2' },
      ...{
        purpose: 'login',
        actor: 'k',
        dialect: 'native',
        source: '',
        requestId: 'r',
        reason: null,
      },
    };
    await store.applyToCredential(key('p2'), (current) => ({
      ...{ next: current, audit: [entry], result: undefined },
    }));
    const put = (value: SqlValue) => {
      const sql = "UPDATE facts SET value = ? WHERE name = 'rows-authenticated'";
      const writes = [{ sql, params: [value] }];
      return engine.commit({ reads: [], decide: () => ({ writes, result: null }) });
    };
    await put(running?.['value'] ?? null);
    await expect(open()).rejects.toMatchObject({ code: 'integrity' });
    await put(Uint8Array.from(Buffer.from('done')));
    await expect(open()).rejects.toMatchObject({ code: 'integrity' });
  });
});
