import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_CREDENTIAL } from '../../src/core/model/credential.ts';
import { newMessage } from '../../src/core/model/message.ts';
import type { OneTimeCode } from '../../src/core/model/one-time-code.ts';
import type { Statement } from '../../src/storage/engine/engine.ts';
import { connectTo } from '../../src/storage/engine/postgres/connect.ts';
import { type Connection, StatementNames } from '../../src/storage/engine/postgres/connection.ts';
import {
  givenArrays,
  selectGiven,
  withNumbers,
  writeGiven,
} from '../../src/storage/engine/postgres/given-rows.ts';
import { ParameterTypes } from '../../src/storage/engine/postgres/parameter-types.ts';
import { Session } from '../../src/storage/engine/postgres/session.ts';
import { selectApproval, selectApprovals } from '../../src/storage/queries/approvals.ts';
import {
  deleteUpTo,
  selectActivity,
  selectAudit,
  selectOldest,
  selectTimeline,
} from '../../src/storage/queries/audit.ts';
import { selectEntryPage } from '../../src/storage/queries/audit-entries.ts';
import {
  selectChallenge,
  selectChallenges,
  selectOverdueChallenges,
} from '../../src/storage/queries/challenges.ts';
import { selectClientKeys, selectNamedClientKeys } from '../../src/storage/queries/client-keys.ts';
import {
  selectCredential,
  selectCredentials,
  selectPast,
  valuesOf,
  writeCredential,
} from '../../src/storage/queries/credentials.ts';
import { insertDeliveries, selectDeliveries } from '../../src/storage/queries/deliveries.ts';
import {
  selectDueDeliveries,
  selectDueWebhooks,
} from '../../src/storage/queries/due-deliveries.ts';
import { expired } from '../../src/storage/queries/expiry.ts';
import { selectFoundSubjects } from '../../src/storage/queries/found-subjects.ts';
import { selectListedSubjects } from '../../src/storage/queries/listed-subjects.ts';
import {
  selectDueMessages,
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
import { releaseReceipt, selectReceipt } from '../../src/storage/queries/receipts.ts';
import { selectRecovery } from '../../src/storage/queries/recoveries.ts';
import { selectSendWindow } from '../../src/storage/queries/send-windows.ts';
import { selectAuditCounts, selectLockCounts } from '../../src/storage/queries/series.ts';
import { rebindSignIn, selectSignIn } from '../../src/storage/queries/sign-ins.ts';
import {
  deleteSubject,
  selectLifeBefore,
  selectSubject,
  selectSubjectByIdentifier,
} from '../../src/storage/queries/subjects.ts';
import { moveLane, selectChain } from '../../src/storage/queries/trail.ts';
import { selectMark, selectMarks } from '../../src/storage/queries/trail-marks.ts';
import { makeDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { fillTables } from './fill-tables.ts';
import { event, KEY } from './fixture.ts';

/** Tables of few rows: reading one as a whole is the quickest way to read it. */
const FEW = ['facts', 'tenants', 'caller_keys', 'webhooks', 'page_origins'];

const page = { limit: 9, from: 1, to: 9, after: { id: 'ann', createdAt: 5 } } as const;
const activity = {
  ...{ purpose: 'purpose9', kinds: [{ action: 'action9', outcome: 'outcome9' }] },
  ...{ after: 1, before: 9, limit: 9 },
};
const walk = { beginning: 'a', after: 'ab', limit: 9 };
const range = { from: 1, to: 9, stepMs: 1 };
const message = newMessage({
  ...{ id: 'm', tenant: 't', subject: 's', channel: 'email', to: 'ann@example.com' },
  ...{ template: 'pin_changed', language: 'en', sealed: null, at: 1, expiresAt: 2 },
});
const code: OneTimeCode = {
  ...{ id: 'c', tenant: 't', use: 'u', subject: 's', channel: 'sms', to: '+254', findable: true },
  ...{ codeDigest: 'd', state: 'open', triesLeft: 5, createdAt: 1, expiresAt: 2 },
};
const bound = { id: 'i', from: { version: null }, to: { version: 1 } };
const CREDENTIAL = valuesOf(KEY, { born: 0, generation: 1 }, NO_CREDENTIAL);
const receipt = { scope: 's', key: 'k' };

/** Lists, sweeps and searches; they go to the server one by one. */
const ALONE: readonly (readonly [string, Statement])[] = [
  ['audit of a tenant', selectAudit('t', 9)],
  ['a page of the audit', selectEntryPage('t', { outcome: 'wrong' }, { before: 9, limit: 9 })],
  ['the oldest of the audit', selectOldest('t', 9)],
  ['what is dropped of the audit', deleteUpTo('t', 9)],
  ['how far lanes are signed', selectMarks('t')],
  ['activity of a subject', selectActivity('t', 's', activity)],
  ['challenges of a subject', selectChallenges('t', 's', 'd')],
  ['overdue challenges', selectOverdueChallenges(1, 9)],
  ['client keys of a subject', selectClientKeys('t', 's')],
  ['client keys with a name', selectNamedClientKeys('t')],
  ['the delivery log', selectDeliveries('t', 'w', 9)],
  ['older deliveries', selectDeliveries('t', 'w', 9, { after: { createdAt: 1, id: 'd' } })],
  ['deliveries that wait', selectDeliveries('t', 'w', 9, { state: 'waiting' })],
  ['dead letters', selectDeliveries('t', 'w', 9, { state: 'dead' })],
  ['the trail of a person', selectTimeline('t', 's', { limit: 9 })],
  ['people by their id', selectFoundSubjects('t', { ...walk, by: 'id' })],
  ['people by an identifier', selectFoundSubjects('t', { ...walk, by: 'email' })],
  ['how attempts ended', selectAuditCounts('t', range)],
  ['locks that began', selectLockCounts('t', range)],
  ['all credentials of a person', selectCredentials('t', 's')],
  ['webhooks with something due', selectDueWebhooks(1, 9)],
  ['due deliveries', selectDueDeliveries('t', 'w', 1, 9)],
  ['subjects, oldest first', selectListedSubjects('t', 'p', { ...page, order: 'ascending' })],
  ['subjects, newest first', selectListedSubjects('t', 'p', { ...page, order: 'descending' })],
  ['due messages', selectDueMessages('email', 1, 9)],
  ['the newest messages', selectMessages(9)],
  ['messages of a tenant', selectTenantMessages('t', 9)],
  ['approvals of a tenant', selectApprovals('t', 9)],
  ['passkeys of an account', selectPasskeys('ann')],
  ['a session of an operator, with what it has to agree with', selectFoundSession('s')],
  ...supersedeOtherCodes(code).map(
    (each, nth) => [`codes a newer one ends: ${nth}`, each] as const,
  ),
  ...expired(1)
    .flatMap(({ select, remove }) => [select, remove({})])
    .map((statement) => [statement.sql, statement] as const),
];

/** Reads of one row, alone and as many at once. */
const READS: readonly (readonly [string, Statement])[] = [
  ['a credential', selectCredential(KEY)],
  ['what the trail knows of a credential', selectPast(KEY)],
  ['the life before of a subject', selectLifeBefore('t', 's')],
  ['a subject', selectSubject('t', 's')],
  ['a subject by identifier', selectSubjectByIdentifier('t', { type: 'email', value: 'v' })],
  ['the chain of a tenant', selectChain('t', 'c')],
  ['the work on a lane', selectMark('t', 'l')],
  ['a receipt', selectReceipt('t', receipt)],
  ['a recovery', selectRecovery('t', 'r')],
  ['a challenge', selectChallenge('t', 'c')],
  ['a message', selectMessage('t', 'm')],
  ['a code', selectCode('t', 'c')],
  ['a code by its digits', selectFindableCode('t', 'u', 'd')],
  ['a send window', selectSendWindow({ tenant: 't', kind: 'source', id: '192.0.2.1' })],
  ['a sign-in', selectSignIn('t', 'i')],
  ['an approval', selectApproval('t', 'a')],
  ['a passkey', selectPasskey('p')],
];

/** Writes of one row, alone and as many at once. */
const WRITES: readonly (readonly [string, Statement])[] = [
  ['a credential', writeCredential('update', CREDENTIAL, 'm')],
  ['the head of a lane', moveLane('t', { lane: 'l', chain: 'c', number: 1, mac: 'm', proof: 'p' })],
  ['a message', updateMessage(message)],
  ['a receipt', releaseReceipt('t', receipt)],
  ['what a sign-in is bound to', rebindSignIn('t', bound)],
  ['a subject and all that is theirs', deleteSubject('t', 's')],
  ['deliveries of an event', insertDeliveries(event('e'))],
];

describe('PostgreSQL, in tables that are full,', () => {
  let database: TestDatabase;
  let session: Session;
  let connection: Connection;
  let types: ParameterTypes;

  beforeAll(async () => {
    database = await makeDatabase('schema');
    await fillTables(database.url, FEW);
    session = new Session(connectTo([database.url], new StatementNames()));
    types = new ParameterTypes(session);
    connection = await session.connection();
  });

  afterAll(async () => {
    await session.close();
    await database.remove();
  });

  /** The tables it would read from end to end. */
  async function scansOf(text: string, values: readonly unknown[]): Promise<readonly string[]> {
    const { rows } = await connection.run(`EXPLAIN ${text}`, values);
    return rows.flatMap((row) => {
      const [, table] = /Seq Scan on (\w+)/.exec(String(row['QUERY PLAN'])) ?? [];
      return table === undefined || FEW.includes(table) ? [] : [table];
    });
  }

  it('would read a table from end to end without an index, and then this would tell', async () => {
    expect(await scansOf("SELECT * FROM audit WHERE reason = 'x'", [])).toEqual(['audit']);
  });

  it.each(ALONE)('goes by an index for %s', async (_name, { sql, params }) => {
    expect(await scansOf(withNumbers(sql), params)).toEqual([]);
  });

  const many = (statement: Statement) => Array.from({ length: 30 }, () => statement);

  it.each(READS)('goes by an index to read %s, and thirty', async (_name, statement) => {
    expect(await scansOf(withNumbers(statement.sql), statement.params)).toEqual([]);
    const given = selectGiven(statement.sql, await types.of(statement.sql), 'locked');
    expect(await scansOf(given, givenArrays(many(statement)))).toEqual([]);
  });

  it.each(WRITES)('goes by an index to write %s, and thirty', async (_name, statement) => {
    expect(await scansOf(withNumbers(statement.sql), statement.params)).toEqual([]);
    const given = writeGiven(statement.sql, await types.of(statement.sql));
    expect(await scansOf(given, givenArrays(many(statement)))).toEqual([]);
  });
});
