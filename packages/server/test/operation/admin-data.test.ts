import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let test: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  test = await startTestServer();
  receiver = await startReceiver();
  await test.admin('POST', '/tenants', { id: 'other', name: 'Another tenant' });
});
afterAll(async () => {
  await receiver.close();
  await test.close();
});

const admin = (method: string, path: string, body?: unknown) =>
  test.admin(method, `/tenants/demo${path}`, body);
const verify = (subject: string, pin: string) =>
  test.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
type Rows = readonly Readonly<Record<string, unknown>>[];
const rowsOf = (body: Readonly<Record<string, unknown>>, name: string) => body[name] as Rows;

describe('a preview of a policy', () => {
  it('says what it would refuse, what odds it leaves and what it weakens, and changes nothing', async () => {
    const before = await admin('GET', '');
    const { status, body } = await admin('POST', '/policy/preview', {
      policy: { blocklist: false, attemptsMax: 20 },
      pin: '1234',
    });
    expect(status).toBe(200);
    expect(body['weakens']).toHaveLength(2);
    expect(body['odds']).toHaveLength(4);
    expect(body['pin']).toEqual({ ok: true });
    expect(body['guessesPerDay']).toBe(100);
    expect(body).toMatchObject({ policy: { blocklist: false }, refused: { share: 0, rules: [] } });
    expect((await admin('GET', '')).body).toEqual(before.body);
    const kept = await admin('POST', '/policy/preview', { policy: {}, pin: '1234' });
    expect(kept.body).toMatchObject({ weakens: [], pin: { ok: false, rule: 'sequence' } });
  });

  it.each([
    { policy: { minLength: 12, maxLength: 4 } },
    { policy: { minLength: 3 } },
    { policy: {}, pin: 1234 },
    {},
  ])('is refused for what is no policy: %j', async (body) => {
    const answer = await admin('POST', '/policy/preview', body);
    expect(answer.body).toMatchObject({ code: 'request_malformed' });
  });
});

describe('the search for people', () => {
  const names = async (query: string) => {
    const { body } = await admin('GET', `/subjects?${query}`);
    return { ids: rowsOf(body, 'subjects').map(({ id }) => id), next: body['next'] };
  };
  beforeAll(async () => {
    for (const [id, email] of [
      ['find-1', 'zoe@find.example'],
      ['find-10', 'find-zz@find.example'],
      ['find-2', 'adam@find.example'],
      ['hidden', 'find-1@find.example'],
      ['same', 'find-aa@find.example'],
    ]) {
      const identifiers = [{ type: 'email', value: email }];
      await test.call('POST', '/v1/subjects', { id, identifiers });
    }
    const keys = await test.admin('POST', '/tenants/other/keys', { dialect: 'native', name: 'n' });
    const authorization = `Bearer ${keys.body['apiKey']}`;
    await test.call('POST', '/v1/subjects', { id: 'find-theirs' }, { authorization });
  });

  it('puts exact matches first, names nobody twice, and stays in the tenant', async () => {
    expect((await names('search=find-1')).ids).toEqual(['find-1', 'find-10', 'hidden']);
    expect((await names('search=find-')).ids).toEqual([
      ...['find-1', 'find-10', 'find-2'],
      ...['hidden', 'same'],
    ]);
    expect((await names('search=FIND-1@find.example')).ids).toEqual(['hidden']);
    expect((await names('search=ind-1')).ids).toEqual([]);
    expect((await names('search=%25')).ids).toEqual([]);
  });

  it.each([1, 2, 3])('comes in pages of %s that add up to the whole', async (limit) => {
    const ids: unknown[] = [];
    let cursor = '';
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await names(`search=find-&limit=${limit}${cursor}`);
      expect(page.ids.length).toBeLessThanOrEqual(limit);
      ids.push(...page.ids);
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(ids).toEqual(['find-1', 'find-10', 'find-2', 'hidden', 'same']);
  });

  it('shows everybody without a text', async () => {
    expect((await names('limit=200')).ids).toEqual(
      expect.arrayContaining(['find-1', 'hidden', 'same']),
    );
  });

  it.each([
    'limit=0',
    'limit=201',
    'cursor=x',
    'cursor=WyJpZCJd',
    'sort=name',
    'search=a&search=b',
  ])('refuses a query it does not know: %s', async (query) => {
    const answer = await admin('GET', `/subjects?${query}`);
    expect(answer.body).toMatchObject({ code: 'request_malformed' });
  });
});

describe('one person', () => {
  it('is shown with names, devices, PINs and clients, and with no secret', async () => {
    const id = await test.makeSubject('8305');
    await test.call('PATCH', `/v1/subjects/${id}`, { devices: [{ type: 'imsi', value: '1' }] });
    await verify(id, '1907');
    const { status, body, text } = await admin('GET', `/subjects/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id, suspended: false, password: null, clients: [] },
      devices: [{ type: 'IMSI', value: '1' }],
      pins: [
        { purpose: 'login', kind: 'hash', state: 'active', attemptsRemaining: 4, failures: 1 },
      ],
    });
    expect(text).not.toMatch(/verifier|sealed|8305|1907/);
    expect((await admin('GET', '/subjects/nobody')).body).toMatchObject({
      code: 'subject_not_found',
    });
    expect((await test.admin('GET', `/tenants/other/subjects/${id}`)).status).toBe(404);
  });

  it('has a timeline of every attempt, newest first, in pages', async () => {
    const id = await test.makeSubject('8305');
    for (const pin of ['1907', '8305', '2794']) await verify(id, pin);
    const all = rowsOf((await admin('GET', `/subjects/${id}/timeline`)).body, 'entries');
    expect(all.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      ...['pin.verify wrong', 'pin.verify verified', 'pin.verify wrong'],
      ...['pin.set set', 'subject.create created'],
    ]);
    const first = await admin('GET', `/subjects/${id}/timeline?limit=3`);
    const rest = await admin(
      'GET',
      `/subjects/${id}/timeline?limit=3&cursor=${first.body['next']}`,
    );
    expect([...rowsOf(first.body, 'entries'), ...rowsOf(rest.body, 'entries')]).toEqual(all);
    expect(rest.body['next']).toBeNull();
    expect((await admin('GET', '/subjects/nobody/timeline')).status).toBe(404);
    expect((await test.admin('GET', `/tenants/other/subjects/${id}/timeline`)).status).toBe(404);
  });

  it('loses a device, and what rests on it, to staff', async () => {
    const id = await test.makeSubject();
    await test.call('PATCH', `/v1/subjects/${id}`, { devices: [{ type: 'IMSI', value: '1' }] });
    const removed = await admin('DELETE', `/subjects/${id}/devices/imsi`, { reason: 'lost' });
    expect(removed.body).toEqual({ outcome: 'removed' });
    expect((await admin('GET', `/subjects/${id}`)).body['devices']).toEqual([]);
    const again = await admin('DELETE', `/subjects/${id}/devices/imsi`, {});
    expect(again.body).toMatchObject({ status: 404, code: 'device_not_found' });
    const timeline = await admin('GET', `/subjects/${id}/timeline?limit=1`);
    expect(timeline.body).toMatchObject({
      entries: [{ action: 'device.remove', actor: 'admin', reason: 'IMSI: lost' }],
    });
  });

  it('loses a PIN to staff with a reason, and no fresh guesses by it', async () => {
    const id = await test.makeSubject('8305');
    await verify(id, '1907');
    expect((await admin('DELETE', `/subjects/${id}/pin`, {})).status).toBe(400);
    const command = { reason: 'asked for it' };
    expect((await admin('DELETE', `/subjects/${id}/pin`, command)).body).toEqual({
      outcome: 'deleted',
    });
    expect((await admin('DELETE', `/subjects/${id}/pin`, command)).body).toEqual({
      outcome: 'not_set',
    });
    expect((await admin('GET', `/subjects/${id}`)).body).toMatchObject({
      pins: [{ state: 'not_set', failures: 1 }],
    });
  });
});

describe('many people at once', () => {
  it('are unlocked each by themselves, and strangers are named', async () => {
    const ids = [await test.makeSubject('8305'), await test.makeSubject('8305')];
    for (const id of ids) for (let n = 0; n < 5; n += 1) await verify(id, '1907');
    const unlock = { subjects: [...ids, 'nobody', ids[0]], reason: 'outage' };
    expect((await admin('POST', '/unlocks', unlock)).body).toEqual({
      results: [
        ...ids.map((subject) => ({ subject, outcome: 'unlocked' })),
        { subject: 'nobody', outcome: 'unknown_subject' },
      ],
    });
    for (const id of ids) expect((await verify(id, '8305')).body['outcome']).toBe('verified');
    for (const bad of [{ subjects: [], reason: 'x' }, { subjects: ids }]) {
      expect((await admin('POST', '/unlocks', bad)).status).toBe(400);
    }
  });
});

describe('the numbers of a tenant', () => {
  it('count attempts and locks by step, of this tenant alone', async () => {
    const id = await test.makeSubject('8305');
    await test.advanceClock(3 * 24 * 3600);
    await verify(id, '8305');
    for (let n = 0; n < 7; n += 1) await verify(id, '1907');
    await verify('nobody', '8305');
    const { body } = await admin('GET', '/stats');
    expect(body['step']).toBe(3600);
    expect(rowsOf(body, 'series').length).toBeGreaterThanOrEqual(24);
    const sum = (kind: string) =>
      rowsOf(body, 'series').reduce((all, row) => all + Number(row[kind]), 0);
    const kinds = ['verified', 'wrong', 'locked', 'lockouts', 'other'];
    expect(kinds.map(sum)).toEqual([1, 5, 2, 1, 1]);
    const theirs = await test.admin('GET', '/tenants/other/stats');
    expect(rowsOf(theirs.body, 'series').every((row) => row['wrong'] === 0)).toBe(true);
  });

  it.each([
    'step=5',
    'from=yesterday',
    'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    'step=60&from=2026-01-01',
    'x=1',
  ])('are refused for a query that makes no sense: %s', async (query) => {
    expect((await admin('GET', `/stats?${query}`)).body).toMatchObject({
      code: 'request_malformed',
    });
  });
});

describe("webhooks, from the operator's side,", () => {
  it('are made, changed, tried, replayed and removed', async () => {
    const made = await admin('POST', '/webhooks', { url: receiver.url, name: 'Ops' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ dialect: 'native', events: ['*'], name: 'Ops' });
    expect(String(made.body['secret'])).toMatch(/^whsec_/);
    const path = `/webhooks/${made.body['id']}`;
    expect((await admin('GET', path)).body['secret']).toBeUndefined();
    const tried = await admin('POST', `${path}/test`);
    expect(tried.status).toBe(202);
    await vi.waitFor(async () => {
      const { body } = await admin('GET', `${path}/deliveries?state=delivered`);
      expect(body['deliveries']).toMatchObject([{ type: 'webhook.test', id: tried.body['id'] }]);
    }, 5_000);
    expect((await admin('GET', `${path}/deliveries?state=dead`)).body['deliveries']).toEqual([]);
    const replayed = await admin('POST', `${path}/deliveries/${tried.body['id']}/replay`);
    expect(replayed.status).toBe(202);
    const second = await admin('POST', `${path}/test`);
    const page = await admin('GET', `${path}/deliveries?limit=1`);
    expect(rowsOf(page.body, 'deliveries')).toMatchObject([{ id: second.body['id'] }]);
    const older = await admin('GET', `${path}/deliveries?limit=1&cursor=${page.body['next']}`);
    expect(rowsOf(older.body, 'deliveries')).toMatchObject([{ id: tried.body['id'] }]);
    expect(older.body['next']).toBeNull();
    expect((await admin('PATCH', path, { enabled: false })).body['enabled']).toBe(false);
    expect((await test.admin('GET', `/tenants/other${path}`)).status).toBe(404);
    expect((await admin('DELETE', path)).status).toBe(204);
    expect((await admin('GET', path)).body).toMatchObject({ code: 'webhook_not_found' });
  });

  it('of another wire keep its words', async () => {
    const { baseUrl, apiKey } = test.demo.circle;
    const endpoint = receiver.url;
    const made = await fetch(`${baseUrl}/v2/notifications/subscriptions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, notificationTypes: ['*'] }),
    });
    expect(made.ok).toBe(true);
    const { body } = await admin('GET', '/webhooks');
    const theirs = rowsOf(body, 'webhooks').find(({ dialect }) => dialect === 'circle');
    const path = `/webhooks/${theirs?.['id']}`;
    expect((await admin('PATCH', path, { events: ['*'] })).status).toBe(400);
    expect((await admin('PATCH', path, { enabled: false })).body).toMatchObject({
      ...{ dialect: 'circle', enabled: false },
    });
  });
});
