import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { type OperatorBrowser, signedIn } from './operator-browser.ts';

let server: TestServer;
let ann: OperatorBrowser & { account: string };
let bob: OperatorBrowser & { account: string };
let tenant: string;
let tenants = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  tenants += 1;
  tenant = `tenant-${tenants}`;
  await server.admin('POST', '/tenants', { id: tenant, name: tenant });
  const approvals = { policyWeakening: true, bulkUnlock: true };
  const on = await server.admin('PATCH', `/tenants/${tenant}`, { approvals });
  expect(on.body).toMatchObject({ approvals });
  [ann, bob] = await Promise.all([signedIn(server, 'operator'), signedIn(server, 'operator')]);
});

const WEAKER = { policy: { attemptsMax: 9, history: 8 } };
const reason = { reason: 'agreed on the phone' };

async function ask(by: OperatorBrowser, change: object): Promise<string> {
  const { status, body } = await by.call('PATCH', `/tenants/${tenant}`, change);
  expect([status, body['outcome']]).toEqual([202, 'approval_needed']);
  return (body['approval'] as { id: string }).id;
}

const settle = (by: OperatorBrowser, id: string, verb = 'approve', of = tenant) =>
  by.call('POST', `/tenants/${of}/approvals/${id}/${verb}`, reason);

async function policy(): Promise<Record<string, unknown>> {
  const { body } = await server.admin('GET', `/tenants/${tenant}`);
  return body['policy'] as Record<string, unknown>;
}

async function states(): Promise<readonly string[]> {
  const { body } = await ann.call('GET', `/tenants/${tenant}/approvals`);
  return (body['approvals'] as { state: string }[]).map(({ state }) => state);
}

describe('a weaker policy', () => {
  it('is in force once a second person agrees, and not before', async () => {
    const id = await ask(ann, WEAKER);
    expect(await policy()).toMatchObject({ attemptsMax: 5, history: 5 });
    const listed = await bob.call('GET', `/tenants/${tenant}/approvals`);
    expect(listed.body['approvals']).toEqual([
      expect.objectContaining({
        ...{ id, kind: 'policy_weakening', state: 'pending', settledBy: null },
        changes: ['9 guesses are granted before a lock, not 5'],
        requestedBy: `operator:${ann.account}`,
      }),
    ]);
    const { status, body } = await settle(bob, id);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        outcome: 'approved',
        approval: expect.objectContaining({ settledBy: `operator:${bob.account}`, ...reason }),
      }),
    ]);
    const changed = await server.admin('GET', `/tenants/${tenant}`);
    expect(changed.body).toMatchObject(WEAKER);
  });

  it('brings nothing along that is not read by who agrees', async () => {
    const more = { ...WEAKER, pages: { frameAncestors: ['https://evil.example'] } };
    const { status } = await ann.call('PATCH', `/tenants/${tenant}`, more);
    expect([status, await states()]).toEqual([400, []]);
  });

  it('is not for whoever asked to agree to, however they come in', async () => {
    const id = await ask(ann, WEAKER);
    expect((await settle(ann, id)).status).toBe(403);
    const { body } = await server.admin('PATCH', `/tenants/${tenant}`, WEAKER);
    const own = (body['approval'] as { id: string }).id;
    const path = `/tenants/${tenant}/approvals/${own}/approve`;
    expect((await server.admin('POST', path, reason)).status).toBe(403);
    const auditor = await signedIn(server, 'auditor');
    expect((await settle(auditor, id)).status).toBe(403);
    expect(await policy()).toMatchObject({ attemptsMax: 5 });
    expect(await states()).toEqual(['pending', 'pending']);
  });

  it('is put in force once, however many agree at the same moment', async () => {
    const id = await ask(ann, WEAKER);
    const answers = await Promise.all(Array.from({ length: 8 }, () => settle(bob, id)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('is refused when the policy was changed since it was asked for', async () => {
    const id = await ask(ann, WEAKER);
    await server.admin('PATCH', `/tenants/${tenant}`, { policy: { attemptsMax: 3 } });
    const { status, body } = await settle(bob, id);
    expect([status, body['code']]).toEqual([409, 'approval_closed']);
    expect((await settle(bob, id)).body['code']).toBe('approval_closed');
    expect(await states()).toEqual(['stale']);
    expect(await policy()).toMatchObject({ attemptsMax: 3, history: 5 });
  });

  it('is refused after a day', async () => {
    const id = await ask(ann, WEAKER);
    await server.advanceClock(24 * 3600);
    const later = await signedIn(server, 'operator');
    expect((await settle(later, id)).body['code']).toBe('approval_closed');
    const { body } = await later.call('GET', `/tenants/${tenant}/approvals`);
    expect(body['approvals']).toMatchObject([{ state: 'expired' }]);
    expect(await policy()).toMatchObject({ attemptsMax: 5 });
  });

  it('is over once somebody says no, or whoever asked takes it back', async () => {
    const [first, second] = [await ask(ann, WEAKER), await ask(ann, WEAKER)];
    expect((await settle(bob, first, 'reject')).body).toMatchObject({ outcome: 'rejected' });
    expect((await settle(ann, second, 'reject')).body).toMatchObject({ outcome: 'rejected' });
    for (const id of [first, second]) expect((await settle(bob, id)).status).toBe(409);
    expect(await policy()).toMatchObject({ attemptsMax: 5 });
  });

  it('is not there for another tenant', async () => {
    const id = await ask(ann, WEAKER);
    for (const verb of ['approve', 'reject']) {
      const { status, body } = await settle(bob, id, verb, server.demo.tenant);
      expect([status, body['code']]).toEqual([404, 'approval_not_found']);
    }
    expect((await settle(bob, "no-such'--id")).status).toBe(404);
    expect(await states()).toEqual(['pending']);
  });

  it('leaves its whole way in the trail', async () => {
    const id = await ask(ann, WEAKER);
    await settle(bob, id);
    const { body } = await server.admin('GET', `/tenants/${tenant}/audit`);
    const entries = (body['entries'] as { action: string; actor: string; reason: string }[])
      .filter((entry) => entry.reason?.includes(id))
      .map(({ action, actor }) => [action, actor])
      .toSorted();
    expect(entries).toEqual([
      ['approval.request', `operator:${ann.account}`],
      ['approval.settle', `operator:${bob.account}`],
      ['tenant.configure', `operator:${bob.account}`],
    ]);
  });

  it('takes nobody else where the tenant does not say so, nor does a stricter one', async () => {
    const stricter = await ann.call('PATCH', `/tenants/${tenant}`, { policy: { attemptsMax: 3 } });
    expect(stricter.status).toBe(200);
    const free = await ann.call('PATCH', `/tenants/${server.demo.tenant}`, WEAKER);
    expect(free.status).toBe(200);
  });
});

describe('the switch itself', () => {
  it('takes a second person to be turned off, and is off once they agree', async () => {
    const id = await ask(ann, { approvals: { policyWeakening: false } });
    const { body } = await settle(bob, id);
    expect(body['approval']).toMatchObject({ kind: 'approvals_off' });
    expect((await ann.call('PATCH', `/tenants/${tenant}`, WEAKER)).status).toBe(200);
  });

  it('makes what was asked for before it changed stale', async () => {
    const [weaker, off] = [
      await ask(ann, WEAKER),
      await ask(ann, { approvals: { bulkUnlock: false } }),
    ];
    expect((await settle(bob, off)).status).toBe(200);
    expect((await settle(bob, weaker)).body['code']).toBe('approval_closed');
  });
});

describe('unlocking many people', () => {
  async function lockedPeople(count: number): Promise<readonly string[]> {
    const { core } = server.server;
    const found = await core.readTenant(tenant);
    if (found === null) throw new Error('no tenant');
    const call = { tenant: found, actor: 'test', dialect: 'native', source: 'x', requestId: 'r' };
    const ids = Array.from({ length: count }, (_, index) => `person-${index}`);
    for (const id of ids) {
      await core.createSubject(call, { id });
      const forever = { until: null, reason: 'a test' };
      await core.hold(call, { subject: { id }, purpose: 'login', ...forever });
    }
    return ids;
  }

  const command = (subjects: readonly string[]) => ({ subjects, purpose: 'login', reason: 'ours' });

  async function callOf(actor: string) {
    const found = await server.server.core.readTenant(tenant);
    if (found === null) throw new Error('no tenant');
    return { tenant: found, actor, dialect: 'admin', source: 'x', requestId: 'r' };
  }

  it('waits for a second person, and then unlocks each once', async () => {
    const people = await lockedPeople(30);
    const { operators, readPinStatus } = server.server.core;
    const call = await callOf(`operator:${ann.account}`);
    const asked = await operators.unlockInBulk(call, command([...people, 'nobody']));
    if (asked.outcome !== 'approval_needed') throw new Error('nobody was asked');
    const locked = async () => {
      const about = people.map((id) => readPinStatus(call, { subject: { id }, purpose: 'login' }));
      const all = await Promise.all(about);
      return all.filter((each) => each.outcome === 'status' && each.lockout.locked).length;
    };
    expect(await locked()).toBe(30);
    const { body } = await settle(bob, asked.approval.id);
    const results = body['results'] as { subject: string; outcome: string }[];
    expect(results).toHaveLength(31);
    expect(results.filter(({ outcome }) => outcome === 'unlocked')).toHaveLength(30);
    expect(results.at(-1)).toEqual({ subject: 'nobody', outcome: 'unknown_subject' });
    expect(await locked()).toBe(0);
    expect((await settle(bob, asked.approval.id)).status).toBe(409);
  });

  it('is done at once for a single person, and where the tenant does not say so', async () => {
    const [one = ''] = await lockedPeople(1);
    const { operators, configureTenant } = server.server.core;
    const call = await callOf('admin');
    expect(await operators.unlockInBulk(call, command([one, one]))).toMatchObject({
      results: [{ subject: one, outcome: 'unlocked' }],
    });
    await expect(configureTenant(call, { approvals: { bulkUnlock: false } })).rejects.toMatchObject(
      { code: 'approval_needed' },
    );
  });
});
