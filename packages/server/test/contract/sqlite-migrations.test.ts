import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { INITIAL_LOCKOUT } from '../../src/core/model/lockout.ts';
import { DEFAULT_PAGES } from '../../src/core/model/pages.ts';
import type { ColumnTypes, Engine } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { initialSchema } from '../../src/storage/migrations/0001-initial.ts';
import { challengesAndWebhooks } from '../../src/storage/migrations/0002-challenges-and-webhooks.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { KEY, NOW } from './fixture.ts';

/** What a server of the first schema leaves: ann, with a PIN, two guesses spent, and locked. */
const LEFT_BY_FIRST = [
  'CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT, applied_at INTEGER)',
  "INSERT INTO schema_migrations VALUES (1, 'initial', 0)",
  "INSERT INTO tenants VALUES ('acme', 'Acme', '{}', '{}', 1, NULL)",
  "INSERT INTO subjects VALUES ('acme', 'ann', '[]', '[]', '[]', '{}', 1, NULL)",
  `INSERT INTO credentials VALUES ('acme', 'ann', 'login', 4, x'0102', '[[3,"CQ=="]]', 1, 11, 12,
    2, 0, 0, 2, 2, 1, 99, 0, NULL)`,
];

const first = (types: ColumnTypes) => [...initialSchema(types), ...LEFT_BY_FIRST];
const second = (types: ColumnTypes) => [
  ...first(types),
  ...challengesAndWebhooks(types),
  "INSERT INTO schema_migrations VALUES (2, 'challenges-and-webhooks', 0)",
];
const OLD = Object.entries({ first, second });

let dir: TempDir;
let engine: Engine;

beforeEach(() => {
  dir = makeTempDir();
  engine = openSqliteEngine(dir.path);
});

afterEach(async () => {
  await engine.close();
  dir.remove();
});

it.each(OLD)('opening a database of the %s schema keeps its credentials', async (_name, left) => {
  const statements = left(engine.profile.types);
  await engine.define(statements.map((sql) => ({ sql, params: [] })));
  const store = await openStore(engine, { now: () => NOW });
  const guesses = { tickets: 2, forgiven: 0, windowFrom: 0, spent: 2, failures: 2, step: 1 };
  const read = await store.readCredential(KEY);
  expect(read).toMatchObject({
    ...{ ...NO_CREDENTIAL, mustChange: true, changedAt: 11, verifiedAt: 12 },
    verifier: { version: 4, kind: 'hash' },
    history: [{ version: 3, kind: 'hash' }],
    lockout: { ...INITIAL_LOCKOUT, ...guesses, lockedUntil: 99 },
  });
  expect([...(read.verifier?.sealed ?? [])]).toEqual([1, 2]);
  expect((await store.readTenant('acme'))?.pages).toEqual(DEFAULT_PAGES);
  await store.probe();
});
