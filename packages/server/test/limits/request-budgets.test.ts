import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestAnswer, type TestServer } from '../support/test-server.ts';

const PROXY = '127.0.0.0/8';
const MINUTE = 60;

let server: TestServer;
let sources = 0;
beforeAll(async () => {
  server = await startTestServer({
    flags: { 'trusted-proxies': PROXY, 'rate-stranger': '10', 'rate-visitor': '20' },
  });
});
afterAll(() => server.close());
beforeEach(() => server.nextMinute());

/** An address nobody has used before. */
function newSource(): string {
  sources += 1;
  return `198.51.${sources >> 8}.${sources & 255}`;
}

function from(source: string, path: string, given: { body?: unknown; key?: string } = {}) {
  const { body, key = server.demo.native.apiKey } = given;
  const headers = { 'x-forwarded-for': source, authorization: `Bearer ${key}` };
  return send(`${server.baseUrl}${path}`, body === undefined ? 'GET' : 'POST', body, headers);
}

async function times(count: number, ask: () => Promise<TestAnswer>): Promise<readonly number[]> {
  const answers: TestAnswer[] = [];
  for (let at = 0; at < count; at += 1) answers.push(await ask());
  return answers.map(({ status }) => status);
}

function passed(statuses: readonly number[]): number {
  return statuses.filter((status) => status !== 429).length;
}

async function setRates(rates: Record<string, number | null>): Promise<void> {
  const changed = await server.admin('PATCH', `/tenants/${server.demo.tenant}`, { rates });
  expect(changed.status, changed.text).toBe(200);
}

async function reached(action: string): Promise<number> {
  const { body } = await server.admin(
    'GET',
    `/tenants/${server.demo.tenant}/audit?action=${action}`,
  );
  return (body['entries'] as unknown[]).length;
}

describe('a source without a valid caller', () => {
  it('is refused after its requests of a minute, in a form of our own, and has them again in the next', async () => {
    const source = newSource();
    const bad = () => from(source, '/v1/policy', { key: 'nobody' });
    expect(passed(await times(15, bad))).toBe(10);
    const refused = await bad();
    expect(refused.body).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(MINUTE);
    await server.nextMinute();
    expect((await bad()).status).toBe(401);
  });

  it('shares them over unknown pages, unknown calls, links nobody made, wrong admin keys', async () => {
    const source = newSource();
    const headers = { 'x-forwarded-for': source };
    const asks = [
      `${server.baseUrl}/nothing`,
      `${server.baseUrl}/v1/nothing`,
      `${server.padUrl}/c/nothing`,
      `${server.padUrl}/nothing`,
      `${server.baseUrl}/admin/v1/tenants`,
    ].map((url) => () => send(url, 'GET', undefined, headers));
    for (const ask of [...asks, ...asks]) expect((await ask()).status).toBeLessThan(429);
    for (const ask of asks) expect((await ask()).status).toBe(429);
  });

  it('does not keep a caller with a key we made from the same address', async () => {
    const source = newSource();
    await times(15, () => from(source, '/v1/policy', { key: 'nobody' }));
    expect((await from(source, '/v1/policy')).status).toBe(200);
  });

  it('is not told a secret that somebody chose, once it was wrong too often', async () => {
    const { url = '', username = '', password = '' } = server.demo.mobileBanking;
    const source = newSource();
    const ask = (secret: string) => {
      const basic = Buffer.from(`${username}:${secret}`).toString('base64');
      const headers = { 'x-forwarded-for': source, authorization: `Basic ${basic}` };
      return send(url, 'POST', {}, headers);
    };
    expect((await ask(password)).status).toBe(200);
    await times(15, () => ask('wrong'));
    expect((await ask(password)).status).toBe(429);
  });

  it('cannot be told apart by address where it holds a whole network', async () => {
    const bad = (source: string) => from(source, '/v1/policy', { key: 'nobody' });
    sources += 1;
    const network = `2001:db8:0:${sources.toString(16)}`;
    const statuses: number[] = [];
    for (let at = 1; at <= 15; at += 1) {
      statuses.push((await bad(`${network}::${at.toString(16)}`)).status);
    }
    expect(passed(statuses)).toBe(10);
    expect((await bad('2001:db8:1::1')).status).toBe(401);
  });
});

describe('a caller with a proof', () => {
  it('has a budget for its key, which another key does not share', async () => {
    await setRates({ key: 5 });
    const made = await server.admin('POST', `/tenants/${server.demo.tenant}/keys`, {
      ...{ dialect: 'native', name: 'another' },
    });
    const other = String(made.body['apiKey']);
    const ask = (key?: string) => () => from(newSource(), '/v1/policy', key ? { key } : {});
    expect(passed(await times(8, ask()))).toBe(5);
    expect(passed(await times(8, ask(other)))).toBe(5);
    await setRates({ key: null });
    expect((await ask()()).status).toBe(200);
  });

  it('has a budget for its tenant, over all keys; the trail tells once a minute that it was used up', async () => {
    const before = await reached('limit.tenant');
    await setRates({ tenant: 5 });
    expect(passed(await times(12, () => from(newSource(), '/v1/policy')))).toBe(5);
    expect(await reached('limit.tenant')).toBe(before + 1);
    await setRates({ tenant: null });
  });

  it('has a budget for each person, known or not, and a refused verify costs no attempt', async () => {
    const id = await server.makeSubject('8305');
    await setRates({ subject: 4 });
    const verify = (subject: string) => () =>
      from('203.0.113.1', `/v1/subjects/${subject}/pin/verify`, { body: { pin: '1749' } });
    expect(passed(await times(8, verify(id)))).toBe(4);
    expect(passed(await times(8, verify('nobody-at-all')))).toBe(4);
    await setRates({ subject: null });
    const { body } = await server.call('GET', `/v1/subjects/${id}/pin`);
    expect(body['attemptsRemaining']).toBe(1);
  });

  it('makes no more people than it may', async () => {
    await setRates({ newcomer: 3 });
    const make = () =>
      from('203.0.113.1', '/v1/subjects', { body: { id: `new-${crypto.randomUUID()}` } });
    expect(passed(await times(6, make))).toBe(3);
    await setRates({ newcomer: null });
  });
});

describe('an app that proves nothing', () => {
  const login = (source: string) => {
    const { baseUrl, appKey } = server.demo.etna;
    const shown = { username: 'somebody', password: 'not-theirs-91' };
    const headers = { 'x-forwarded-for': source, 'et-app-key': appKey, ...shown };
    return send(`${baseUrl}/token`, 'POST', undefined, headers);
  };

  it('pays by address, so a stranger cannot use up what the others have', async () => {
    const source = newSource();
    expect(passed(await times(25, () => login(source)))).toBe(20);
    expect((await login(newSource())).status).not.toBe(429);
  });

  it('uses up nothing of callers with a proof, nor of a person', async () => {
    const id = await server.makeSubject('8305');
    await setRates({ app: 5, key: 5, subject: 5, tenant: 5 });
    await Promise.all(Array.from({ length: 20 }, () => login(newSource())));
    expect((await login(newSource())).status).toBe(429);
    const body = { pin: '8305' };
    const verified = await from('203.0.113.2', `/v1/subjects/${id}/pin/verify`, { body });
    expect(verified.body).toMatchObject({ outcome: 'verified' });
    await setRates({ app: null, key: null, subject: null, tenant: null });
  });
});

it('limits are not met by health, nor by this machine itself in dev mode', async () => {
  const headers = { 'x-forwarded-for': newSource() };
  await times(15, () => send(`${server.baseUrl}/nothing`, 'GET', undefined, headers));
  expect((await send(`${server.baseUrl}/health/ready`, 'GET', undefined, headers)).status).toBe(
    200,
  );
  const here = () => send(`${server.baseUrl}/v1/policy`, 'GET');
  expect(await times(15, here)).toEqual(Array.from({ length: 15 }, () => 401));
});

it('what was refused is counted by whose budget it was, and names nobody', async () => {
  const { text } = await send(`${server.baseUrl}/metrics`, 'GET');
  expect(text).toMatch(/^pintumbler_requests_limited_total\{budget="stranger"\} [1-9]/m);
  expect(text).not.toContain('198.51.');
});
