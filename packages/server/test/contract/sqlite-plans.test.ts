import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMessage, type OutgoingMessage } from '../../src/core/model/message.ts';
import type { OneTimeCode } from '../../src/core/model/one-time-code.ts';
import type { SignIn } from '../../src/core/model/sign-in.ts';
import type { Engine, Statement } from '../../src/storage/engine/engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { selectApproval, selectApprovals } from '../../src/storage/queries/approvals.ts';
import { selectActivity, selectTimeline } from '../../src/storage/queries/audit.ts';
import { selectChallenges, selectOverdueChallenges } from '../../src/storage/queries/challenges.ts';
import { selectClientKeys, selectNamedClientKeys } from '../../src/storage/queries/client-keys.ts';
import { selectCredentials } from '../../src/storage/queries/credentials.ts';
import { insertDeliveries, selectDeliveries } from '../../src/storage/queries/deliveries.ts';
import {
  selectDueDeliveries,
  selectDueWebhooks,
} from '../../src/storage/queries/due-deliveries.ts';
import { expired } from '../../src/storage/queries/expiry.ts';
import { selectFoundSubjects } from '../../src/storage/queries/found-subjects.ts';
import { selectListedSubjects } from '../../src/storage/queries/listed-subjects.ts';
import {
  releaseAllMessages,
  selectDueMessages,
  selectDueMessageTenants,
  selectMessage,
  selectMessages,
  selectTenantMessages,
  updateMessage,
} from '../../src/storage/queries/messages.ts';
import {
  selectCode,
  selectFindableCode,
  supersedeOtherCodes,
} from '../../src/storage/queries/one-time-codes.ts';
import { selectFoundSession } from '../../src/storage/queries/operator-sessions.ts';
import { selectPasskey, selectPasskeys } from '../../src/storage/queries/passkeys.ts';
import { selectSendWindow } from '../../src/storage/queries/send-windows.ts';
import { selectAuditCounts, selectLockCounts } from '../../src/storage/queries/series.ts';
import { rebindSignIn, selectSignIn, updateSignIn } from '../../src/storage/queries/sign-ins.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { event } from './fixture.ts';

const page = { limit: 9, from: 1, to: 9, after: { id: 'ann', createdAt: 5 } } as const;
const kind = {
  purpose: 'login',
  kinds: [
    { action: 'pin.verify', outcome: 'wrong' },
    { action: 'pin.set', outcome: 'set' },
  ],
};

/** Lists that come in the order of their index. */
const IN_ORDER: readonly (readonly [string, Statement, string])[] = [
  ['client keys of a subject', selectClientKeys('t', 's'), 'client_keys_by_subject'],
  ['client keys with a name', selectNamedClientKeys('t'), 'client_keys_named'],
  ['messages of a tenant', selectTenantMessages('t', 9), 'messages_by_tenant'],
  ['the trail of a person', selectTimeline('t', 's', { limit: 9 }), 'audit_of_subject'],
  ['dead letters', selectDeliveries('t', 'w', 9, { state: 'dead' }), 'deliveries_dead'],
  ['approvals of a tenant', selectApprovals('t', 9), 'approvals_by_time'],
  ['passkeys of an account', selectPasskeys('ann'), 'passkeys_by_account'],
];

const walk = { beginning: 'a', after: 'ab', limit: 9 };
const range = { from: 1, to: 9, stepMs: 1 };

const message: OutgoingMessage = newMessage({
  ...{ id: 'm', tenant: 't', subject: 's', channel: 'email', to: 'ann@example.com' },
  ...{ template: 'pin_changed', language: 'en', sealed: null, at: 1, expiresAt: 2 },
});
const code: OneTimeCode = {
  ...{ id: 'c', tenant: 't', use: 'u', subject: 's', channel: 'sms', to: '+254', findable: true },
  ...{ codeDigest: 'd', state: 'open', triesLeft: 5, createdAt: 1, expiresAt: 2 },
};
const signIn: SignIn = {
  ...{ id: 'i', tenant: 't', dialect: 'd', caller: 'k', subject: 's', purpose: 'p', level: 'l' },
  ...{ boundTo: null, data: {}, createdAt: 1, expiresAt: 2, endedAt: null },
};
const window = { tenant: 't', kind: 'source', id: '192.0.2.1' } as const;
const bound = { id: 'i', from: { version: null }, to: { version: 1 } };
const [sameRecipient, samePerson] = supersedeOtherCodes(code);

/** Each finds its rows by one index; those of what still waits hold few, however much is kept. */
const BY_INDEX: readonly (readonly [string, Statement | undefined, string])[] = [
  [
    'due messages',
    selectDueMessages('email', 't', 1, 9),
    'messages_waiting_by_tenant (channel=? AND tenant=? AND next_at<?',
  ],
  ['a message', selectMessage('t', 'm'), 'sqlite_autoindex_messages_1 (id=?'],
  ['settling a message', updateMessage(message), 'sqlite_autoindex_messages_1 (id=?'],
  ['a code', selectCode('t', 'c'), 'PRIMARY KEY (tenant=? AND id=?'],
  [
    'a code by its digits',
    selectFindableCode('t', 'u', 'd'),
    'one_time_codes_findable (tenant=? AND use=? AND code_digest=?',
  ],
  ['a send window', selectSendWindow(window), 'PRIMARY KEY (tenant=? AND kind=? AND id=?'],
  ['a sign-in', selectSignIn('t', 'i'), 'PRIMARY KEY (tenant=? AND id=?'],
  [
    'people by their id',
    selectFoundSubjects('t', { ...walk, by: 'id' }),
    'PRIMARY KEY (tenant=? AND id>? AND id<?)',
  ],
  ['renewing a sign-in', updateSignIn(signIn), 'PRIMARY KEY (tenant=? AND id=?'],
  ['binding a sign-in anew', rebindSignIn('t', bound), 'PRIMARY KEY (tenant=? AND id=?'],
  ['an approval', selectApproval('t', 'a'), 'PRIMARY KEY (tenant=? AND id=?'],
  ['a passkey', selectPasskey('p'), 'PRIMARY KEY (tenant=? AND id=?'],
];

/** What runs over tables that grow. The only tables read as a whole are those of few rows. */
const STATEMENTS: readonly (readonly [string, Statement])[] = [
  ['webhooks with something due', selectDueWebhooks(1, 9)],
  ['tenants with messages due', selectDueMessageTenants('email', 1, 9)],
  ['due deliveries', selectDueDeliveries('t', 'w', 1, 9)],
  ['the delivery log', selectDeliveries('t', 'w', 9)],
  ['older deliveries', selectDeliveries('t', 'w', 9, { after: { createdAt: 1, id: 'd' } })],
  ['deliveries that wait', selectDeliveries('t', 'w', 9, { state: 'waiting' })],
  ['people by an identifier', selectFoundSubjects('t', { ...walk, by: 'email' })],
  ['how attempts ended', selectAuditCounts('t', range)],
  ['locks that began', selectLockCounts('t', range)],
  ['all credentials of a person', selectCredentials('t', 's')],
  ['writing deliveries', insertDeliveries(event('e'))],
  ['challenges of a subject', selectChallenges('t', 's', 'd')],
  ['overdue challenges', selectOverdueChallenges(1, 9)],
  ['a session of an operator, with what it has to agree with', selectFoundSession('s')],
  ['subjects, oldest first', selectListedSubjects('t', 'p', { ...page, order: 'ascending' })],
  ['subjects, newest first', selectListedSubjects('t', 'p', { ...page, order: 'descending' })],
  ...expired(1)
    .flatMap(({ select, remove }) => [select, remove({})])
    .map((statement) => [statement.sql, statement] as const),
];

describe('SQLite goes by an index for', () => {
  let dir: TempDir;
  let engine: Engine;

  beforeAll(async () => {
    dir = makeTempDir();
    engine = openSqliteEngine(dir.path);
    await migrate(engine, () => 0);
  });

  afterAll(async () => {
    await engine.close();
    await dir.remove();
  });

  async function stepsOf(statement: Statement | undefined): Promise<readonly string[]> {
    const { sql = '', params = [] } = statement ?? {};
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    return plan.map((row) => String(row['detail']));
  }

  it.each(STATEMENTS)('%s', async (_name, { sql, params }) => {
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail']));
    // `webhooks` has few rows; the others are what a statement itself found before.
    const tables = steps.filter((step) => /^SCAN (?!webhooks|turns|waiting|\(subquery)/.test(step));
    expect(tables).toEqual([]);
  });

  it.each(IN_ORDER)('%s, and sorts nothing', async (_name, { sql, params }, index) => {
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail']));
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(new RegExp(`^SEARCH .* USING INDEX ${index} \\(tenant=\\?`));
  });

  it.each(BY_INDEX)('%s, alone', async (_name, statement, index) => {
    expect(await stepsOf(statement)).toEqual([expect.stringContaining(index)]);
  });

  it.each([
    [sameRecipient, 'one_time_codes_open (tenant=? AND use=? AND channel=? AND recipient=?)'],
    [samePerson, 'one_time_codes_by_subject (tenant=? AND subject=?)'],
  ])('codes that a newer one ends, then each by its key: %#', async (statement, index) => {
    const searches = (await stepsOf(statement)).filter((step) => step.startsWith('SEARCH'));
    expect(searches).toEqual([
      'SEARCH one_time_codes USING PRIMARY KEY (tenant=? AND id=?)',
      `SEARCH one_time_codes USING COVERING INDEX ${index}`,
    ]);
  });

  it('how attempts ended, and reads no entry for it', async () => {
    const [search] = await stepsOf(selectAuditCounts('t', range));
    expect(search).toContain('COVERING INDEX audit_by_time (tenant=? AND at>? AND at<?)');
    const [locks] = await stepsOf(selectLockCounts('t', range));
    expect(locks).toContain('events_of_locks (tenant=? AND at>? AND at<?)');
  });

  it('people by an identifier, in the order of the key', async () => {
    const steps = await stepsOf(selectFoundSubjects('t', { ...walk, by: 'email' }));
    expect(steps).toHaveLength(2);
    expect(steps[0]).toContain('PRIMARY KEY (tenant=? AND type=? AND value>? AND value<?)');
  });

  it('messages in the order they were written', async () => {
    // From the end of the table to the limit.
    expect(await stepsOf(selectMessages(9))).toEqual(['SCAN messages']);
  });

  it('messages somebody died sending, among those that wait', async () => {
    const [step, ...more] = await stepsOf(releaseAllMessages());
    expect([step, more]).toEqual([expect.stringContaining('INDEX messages_waiting'), []]);
  });

  it('each kind of activity on its own, and sorts no more than a page of each', async () => {
    const { sql, params } = selectActivity('t', 's', { ...kind, after: 1, before: 9, limit: 9 });
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail']));
    const searches = steps.filter((step) => step.startsWith('SEARCH audit'));
    expect(searches).toHaveLength(kind.kinds.length);
    for (const search of searches) {
      expect(search).toContain(
        'audit_by_subject (tenant=? AND subject=? AND purpose=? AND action=?',
      );
    }
    expect(steps.filter((step) => step.startsWith('SCAN audit'))).toEqual([]);
  });

  it('both ends of a page of subjects, and sorts nothing', async () => {
    const { sql, params } = selectListedSubjects('t', 'p', { ...page, order: 'descending' });
    const plan = await engine.query({ sql: `EXPLAIN QUERY PLAN ${sql}`, params });
    const steps = plan.map((row) => String(row['detail'])).join('\n');
    expect(steps).toContain('(created_at,id)>(?,?) AND (created_at,id)<(?,?)');
    expect(steps).not.toContain('TEMP B-TREE');
  });
});
