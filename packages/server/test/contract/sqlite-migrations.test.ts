import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { DAY_MS } from '../../src/core/model/instant.ts';
import { INITIAL_LOCKOUT } from '../../src/core/model/lockout.ts';
import { DEFAULT_MESSAGES } from '../../src/core/model/message-settings.ts';
import { DEFAULT_PAGES } from '../../src/core/model/pages.ts';
import type { ColumnTypes, Engine } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { initialSchema } from '../../src/storage/migrations/0001-initial.ts';
import { challengesAndWebhooks } from '../../src/storage/migrations/0002-challenges-and-webhooks.ts';
import { clientKeys } from '../../src/storage/migrations/0003-client-keys.ts';
import { openStore } from '../../src/storage/store.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
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
/** Of the third schema: messages in the inbox of a demo, a recovery, and what ann was guessed at. */
const LEFT_BY_THIRD = [
  "INSERT INTO schema_migrations VALUES (3, 'client-keys', 0)",
  `INSERT INTO messages (id, tenant, channel, recipient, template, sealed, at, expires_at)
    VALUES ('m1', 'acme', 'email', 'ann@example.com', 'recovery_code', x'0708', 50, 60)`,
  `INSERT INTO messages (id, tenant, channel, recipient, template, sealed, at, expires_at)
    VALUES ('m2', 'acme', 'sms', '+254700000001', 'recovery_code', x'09', 999999, 2000000)`,
  `INSERT INTO recoveries VALUES ('acme', 'r1', 'ann', 'login', 'one_time_code', 4, 'open', 'd', 3,
    5, 2000000)`,
  `INSERT INTO audit (at, tenant, action, outcome, subject, purpose, actor, dialect, source,
    request_id) VALUES (7, 'acme', 'pin.verify', 'wrong', 'ann', 'login', 'k', 'native', 'l', 'r')`,
];

const third = (types: ColumnTypes) => [...second(types), ...clientKeys(types), ...LEFT_BY_THIRD];
const OLD = Object.entries({ first, second, third });

let dir: TempDir;
let engine: Engine;

beforeEach(() => {
  dir = makeTempDir();
  engine = openSqliteEngine(dir.path);
});

afterEach(async () => {
  await engine.close();
  await dir.remove();
});

const open = async (left: (types: ColumnTypes) => readonly string[]) => {
  await engine.define(left(engine.profile.types).map((sql) => ({ sql, params: [] })));
  return openStore(engine, { clock: { now: () => NOW }, rows: TEST_ROWS });
};

it.each(OLD)('opening a database of the %s schema keeps its credentials', async (_name, left) => {
  const store = await open(left);
  const guesses = { tickets: 2, forgiven: 0, windowFrom: 0, spent: 2, failures: 2, step: 1 };
  const read = await store.readCredential(KEY);
  expect(read).toMatchObject({
    ...{ ...NO_CREDENTIAL, mustChange: true, changedAt: 11, verifiedAt: 12 },
    verifier: { version: 4, kind: 'hash' },
    history: [{ version: 3, kind: 'hash' }],
    lockout: { ...INITIAL_LOCKOUT, ...guesses, lockedUntil: 99 },
  });
  expect([...(read.verifier?.sealed ?? [])]).toEqual([1, 2]);
  const tenant = await store.readTenant('acme');
  expect([tenant?.pages, tenant?.messages]).toEqual([DEFAULT_PAGES, DEFAULT_MESSAGES]);
  expect((await store.readSubject('acme', 'ann'))?.language).toBeNull();
  await store.probe();
});

it('opening a database of the third schema sends no message that was only shown', async () => {
  const store = await open(third);
  const messages = await store.listTenantMessages('acme', 10);
  const settled = { state: 'sent', tries: 0, subject: null, language: 'en', leasedUntil: null };
  expect(messages).toMatchObject([
    { id: 'm2', ...settled, to: '+254700000001', settledAt: 999_999, expiresAt: 2_000_000 },
    { id: 'm1', ...settled, to: 'ann@example.com', settledAt: 50, expiresAt: 60 },
  ]);
  expect([...(messages[1]?.sealed ?? [])]).toEqual([7, 8]);
  for (const channel of ['email', 'sms'] as const) {
    expect(await store.listDueMessages(channel, Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  }
  await store.sweep(50 + 30 * DAY_MS);
  expect((await store.listMessages(10)).map(({ id }) => id)).toEqual(['m2']);
});

it('opening a database of the third schema keeps recoveries and the trail', async () => {
  const store = await open(third);
  expect(await store.readRecovery('acme', 'r1')).toMatchObject({ state: 'open', triesLeft: 3 });
  const kinds = [{ action: 'pin.verify', outcome: 'wrong' }];
  const listed = await store.listActivity('acme', 'ann', { purpose: 'login', kinds, limit: 9 });
  expect(listed.map(({ entry }) => entry.at)).toEqual([7]);
});
