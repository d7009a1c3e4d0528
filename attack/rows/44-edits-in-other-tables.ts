import { FIRST_PIN, makePerson } from '../../packages/server/test/dialects/mixin/people.ts';
import {
  demoGateway,
  enrol as enrolMember,
} from '../../packages/server/test/dialects/mobile-banking/gateway.ts';
import { openBrowser, PASSWORD } from '../../packages/server/test/operators/operator-browser.ts';
import { asTestServer } from '../doors.ts';
import { editedBackups } from '../edited-backups.ts';
import { enrol, lockOut, OTHER_PIN, outcomeOf, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { assigned, mustNotWork, own, type RowEdit } from '../row-edit.ts';
import type { Arena } from '../target/arena.ts';
import { ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

export const editsInOtherTables: Row = {
  number: 44,
  title: 'edits in other tables',
  wants:
    'to be let in, or to be somebody else, by an edit of any row beside those of credentials, or of a backup',
  holds:
    'rows of tenants, people, keys, recoveries, accounts and marks are authenticated, and a backup as a whole',
  weakening: {
    what: 'takes rows of these tables as they are',
    edits: [
      {
        file: 'storage/rows/sealed-rows.ts',
        find: '    return !isLive(row) || this.#seal.isIntact(row);',
        put: '    return isLive(row) || this.#seal.isIntact(row);',
      },
    ],
    shows: /^a revoked key that was unrevoked worked by an edit in caller_keys$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    for (const make of [callers, people, identifiers, policies, clients, recoveries, operators]) {
      for (const [what, edit] of Object.entries(await make(target))) {
        await mustNotWork(target.sql, what, edit);
      }
    }
    await recordedPins(target);
    await otherPurposes(target);
    if (arena.engine === 'sqlite') await editedBackups(arena, target);
    await noSealsAtAll(arena, target);
  },
};

const SEALED = [
  ...['tenants', 'subjects', 'credentials', 'recoveries', 'one_time_codes', 'caller_keys'],
  ...['client_keys', 'replay_marks', 'accounts', 'operator_sessions'],
];

type Edits = Readonly<Record<string, RowEdit>>;

async function callers(target: Target): Promise<Edits> {
  const { tenant } = target.demo;
  const person = await enrol(target);
  const opens = async (apiKey: string) => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const path = `${target.baseUrl}/v1/subjects/${person}/pin/verify`;
    return outcomeOf(await ask(path, 'POST', { pin: PIN }, headers)) === 'verified';
  };
  const made = await target.admin('POST', `/tenants/${tenant}/keys`, {
    ...{ dialect: 'native', name: 'lost' },
  });
  const [id, lost] = [String(made.body['id']), String(made.body['apiKey'])];
  mustBeSo(await opens(lost), 'a new key does not work');
  await target.admin('DELETE', `/tenants/${tenant}/keys/${id}`, {});
  const neighbour = fresh('tenant');
  const other = await target.admin('POST', '/tenants', { id: neighbour, name: neighbour });
  const foreign = String(other.body['apiKey']);
  const [row = {}] = await target.sql('SELECT id FROM caller_keys WHERE tenant = ?', neighbour);
  const table = 'caller_keys';
  return {
    'a revoked key that was unrevoked': {
      ...{ table, key: { dialect: 'native', id }, change: { revoked_at: null } },
      works: () => opens(lost),
    },
    "a key that was moved to another's tenant": {
      ...{ table, key: { dialect: 'native', id: row['id'] ?? '' }, change: { tenant } },
      works: () => opens(foreign),
    },
  };
}

async function people(target: Target): Promise<Edits> {
  const { tenant } = target.demo;
  const person = await enrol(target);
  const why = { reason: 'a stolen phone' };
  await target.admin('POST', `/tenants/${tenant}/subjects/${person}/suspend`, why);
  return {
    'a suspension that was lifted': {
      ...{ table: 'subjects', key: { tenant, id: person }, change: { suspended_at: null } },
      works: async () => outcomeOf(await verify(target, person, PIN)) === 'verified',
    },
  };
}

/** Who has a phone number of their own, a SIM and a PIN, and wants to be somebody else on the wire. */
async function identifiers(target: Target): Promise<Edits> {
  const { tenant } = target.demo;
  const server = asTestServer(target);
  const gateway = demoGateway(server);
  const [owner, thief] = [await enrolMember(server), await enrolMember(server, { pin: PIN })];
  const login = async (msisdn: string, pin: string) => {
    const said = await gateway.post('LOGIN', { ...thief.sim(), identifier: msisdn, pin });
    return said.body['login_status'] === 'SUCCESS';
  };
  mustBeSo(await login(thief.msisdn, PIN), 'the thief does not get in as themselves');
  const found = 'SELECT type, value FROM identifiers WHERE tenant = ? AND subject = ?';
  const [of = {}] = await target.sql(found, tenant, owner.subject);
  const { type = '', value = '' } = of;
  return {
    'a phone number that was pointed at another person': {
      ...{ table: 'identifiers', key: { tenant, type, value } },
      change: { subject: thief.subject },
      works: () => login(owner.msisdn, PIN),
    },
  };
}

async function policies(target: Target): Promise<Edits> {
  const { tenant } = target.demo;
  const person = await enrol(target);
  await lockOut(target, person);
  const [row = {}] = await target.sql('SELECT policy FROM tenants WHERE id = ?', tenant);
  const policy = JSON.parse(String(row['policy'])) as Record<string, unknown>;
  const generous = JSON.stringify({ ...policy, attemptsMax: 1_000, lockMinutes: [] });
  const suspended = fresh('tenant');
  const made = await target.admin('POST', '/tenants', { id: suspended, name: suspended });
  await target.admin('PATCH', `/tenants/${suspended}`, { suspended: true });
  const headers = { authorization: `Bearer ${made.body['apiKey']}` };
  return {
    'a policy with more guesses': {
      ...{ table: 'tenants', key: { id: tenant }, change: { policy: generous } },
      works: async () => outcomeOf(await verify(target, person, WRONG_PIN)) === 'wrong',
    },
    'a tenant that was resumed': {
      ...{ table: 'tenants', key: { id: suspended }, change: { suspended_at: null } },
      works: async () => {
        const { status } = await ask(`${target.baseUrl}/v1/policy`, 'GET', undefined, headers);
        return status === 200;
      },
    },
  };
}

/** Clients that sign: a session of the attacker's own made to speak for somebody else. */
async function clients(target: Target): Promise<Edits> {
  const server = asTestServer(target);
  const [owner, thief] = [await makePerson(server), await makePerson(server)];
  const key = (id: string) => ({ dialect: 'mixin', id });
  const asOwner = async (claims: object) => {
    const { data } = await thief.ask('GET', '/me', undefined, { claims });
    return data?.['user_id'] === owner.userId;
  };
  const me = await thief.ask('GET', '/me');
  mustBeSo(me.data?.['user_id'] === thief.userId, `the thief is nobody: ${me.text}`);
  const [mine, theirs] = [thief.session.sessionId, owner.session.sessionId];
  const read = 'SELECT public_key FROM client_keys WHERE dialect = ? AND id = ?';
  const [row = {}] = await target.sql(read, 'mixin', mine);
  const table = 'client_keys';
  return {
    'a client that was given to another person': {
      ...{ table, key: key(mine), change: { subject: owner.userId } },
      works: () => asOwner({ uid: owner.userId }),
    },
    "a client with the attacker's key": {
      ...{ table, key: key(theirs), change: { public_key: row['public_key'] ?? null } },
      works: () => asOwner({ uid: owner.userId, sid: theirs }),
    },
  };
}

async function recoveries(target: Target): Promise<Edits> {
  const { tenant } = target.demo;
  const [first, second, thief] = [await enrol(target), await enrol(target), await enrol(target)];
  const start = async (person: string) => {
    const asked = { factor: 'staff' };
    const { body } = await target.call('POST', `/v1/subjects/${person}/recoveries`, asked);
    return String(body['id']);
  };
  const [open, own] = [await start(first), await start(thief)];
  const seen = { reason: 'seen' };
  await target.admin('POST', `/tenants/${tenant}/recoveries/${own}/approve`, seen);
  const resets = async (id: string, victim: string) => {
    const { body } = await target.call('POST', `/v1/recoveries/${id}/complete`);
    const grant = body['grant'];
    if (typeof grant !== 'string') return false;
    const path = `/v1/subjects/${victim}/pin/reset`;
    const reset = await target.call('POST', path, { newPin: OTHER_PIN, grant });
    return outcomeOf(reset) === 'reset';
  };
  const approved = await target.sql('SELECT state FROM recoveries WHERE id = ?', own);
  mustBeSo(String(approved[0]?.['state']) === 'proven', `approved is ${approved[0]?.['state']}`);
  const table = 'recoveries';
  return {
    'a recovery nobody approved': {
      ...{ table, key: { tenant, id: open }, change: { state: 'proven' } },
      works: () => resets(open, first),
    },
    'a recovery that was given to another person': {
      ...{ table, key: { tenant, id: own }, change: { subject: second } },
      // Completing it for oneself would use it up.
      works: async () => (await subjectOf(target, own)) === second && resets(own, second),
    },
  };
}

async function subjectOf({ sql }: Target, recovery: string): Promise<string> {
  const rows = await sql('SELECT subject FROM recoveries WHERE id = ?', recovery);
  return String(rows[0]?.['subject']);
}

async function operators(target: Target): Promise<Edits> {
  const [auditor, owner] = [fresh('auditor'), fresh('owner')];
  for (const [name, role] of [
    [auditor, 'auditor'],
    [owner, 'owner'],
  ]) {
    const made = await target.admin('POST', '/accounts', { name, role, password: PASSWORD });
    mustBeSo(made.status === 201, `no account: ${made.text}`);
  }
  const browser = openBrowser(target);
  await browser.signIn({ account: auditor, password: PASSWORD });
  const reads = await browser.call('GET', '/tenants');
  mustBeSo(reads.status === 200, `an auditor may not read: ${reads.text}`);
  const works = async () => {
    const id = fresh('tenant');
    const { status } = await browser.call('POST', '/tenants', { id, name: id });
    return status === 201;
  };
  const [account = {}] = await target.sql('SELECT tenant FROM accounts WHERE name = ?', auditor);
  const tenant = account['tenant'] ?? '';
  const [session = {}] = await target.sql(
    'SELECT * FROM operator_sessions WHERE account = ?',
    auditor,
  );
  return {
    'a role that was raised': {
      ...{ table: 'accounts', key: { tenant, name: auditor }, change: { role: 'owner' } },
      works,
    },
    'a session that was given to an owner': {
      ...{ table: 'operator_sessions', key: { tenant, id: session['id'] ?? '' } },
      change: { account: owner },
      works,
    },
  };
}

/** A PIN text that was recorded on its way, and the mark set back that says it was used. */
async function recordedPins(target: Target): Promise<void> {
  const person = await makePerson(asTestServer(target));
  const pin = person.seal(FIRST_PIN);
  const works = async () => {
    const { data } = await person.ask('POST', '/pin/verify', { pin });
    return data !== undefined;
  };
  mustBeSo(await works(), 'a PIN text is not taken at all');
  const [row = {}] = await target.sql(
    'SELECT tenant, subject, kind, id FROM replay_marks WHERE id = ?',
    person.session.sessionId,
  );
  const edit = { table: 'replay_marks', key: row, change: { value: 0 }, works };
  await mustNotWork(target.sql, 'a recorded PIN text', edit);
}

/** Another PIN of the same person, which the attacker knows, in place of the one they want. */
async function otherPurposes(target: Target): Promise<void> {
  const { tenant } = target.demo;
  const subject = await enrol(target);
  const known = { pin: OTHER_PIN, purpose: 'other' };
  await target.call('PUT', `/v1/subjects/${subject}/pin`, known);
  const where = 'tenant = ? AND subject = ? AND purpose = ?';
  const read = `SELECT * FROM credentials WHERE ${where}`;
  const [row = {}] = await target.sql(read, tenant, subject, 'other');
  const { tenant: _t, subject: _s, purpose: _p, ...change } = row;
  const edit = {
    ...{ table: 'credentials', key: { tenant, subject, purpose: 'login' }, change },
    works: async () => outcomeOf(await verify(target, subject, OTHER_PIN)) === 'verified',
  };
  // With the row of the other purpose as it is, seal and all: no other seal is tried.
  await target.sql(
    `UPDATE credentials SET ${assigned(change)} WHERE ${where}`,
    ...own(change),
    ...own(edit.key),
  );
  const got = await edit.works();
  mustHold(!got, 'a PIN of another purpose worked by an edit in credentials');
}

/** Every seal and every word of them taken away: a database that looks like one from before there were any. */
async function noSealsAtAll(arena: Arena, { dataDir, stop }: Target): Promise<void> {
  await stop();
  const sql = await arena.sql(dataDir);
  for (const table of SEALED) await sql(`UPDATE ${table} SET mac = NULL`);
  await sql("DELETE FROM facts WHERE name = 'rows-authenticated'");
  await sql('UPDATE audit SET generation = NULL');
  const started = await arena.start({ mode: 'dev', dataDir }).then(
    (target) => target,
    () => undefined,
  );
  await started?.stop();
  mustHold(started === undefined, 'a server sealed rows anew that somebody took all seals from');
}
