import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  const flags = { 'trusted-proxies': '127.0.0.0/8', 'rate-stranger': '1', 'rate-source': '40' };
  server = await startTestServer({ flags });
});
afterAll(() => server.close());
beforeEach(() => server.nextMinute());

/** The answer to a stranger that has used up what strangers have. */
async function refused(method: string, url: string, headers: Record<string, string> = {}) {
  const source = `203.0.113.${Math.floor(Math.random() * 250)}`;
  const body = method === 'GET' ? undefined : {};
  const ask = () => send(url, method, body, { 'x-forwarded-for': source, ...headers });
  await ask();
  return ask();
}

it('native: problem details with the time to wait', async () => {
  const answer = await refused('GET', `${server.baseUrl}/v1/policy`);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
  expect(answer.body).toMatchObject({ code: 'rate_limited', type: '/docs/faults#rate_limited' });
});

it('circle: a number and a sentence under HTTP 429', async () => {
  const answer = await refused('GET', `${server.demo.circle.baseUrl}/v1/w3s/users`);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
  expect(answer.body).toEqual({ code: -1, message: expect.stringContaining('Too many requests') });
});

it('mixin: the code 429 inside of a 202, but never to a PIN call, where it would mean a lock', async () => {
  const { baseUrl } = server.demo.mixin;
  const answer = await refused('GET', `${baseUrl}/me`);
  expect(answer.status).toBe(202);
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
  expect(answer.body).toMatchObject({ error: { code: 429, description: 'Too Many Requests.' } });
  const onPin = await refused('POST', `${baseUrl}/pin/verify`);
  expect([onPin.status, onPin.headers.has('retry-after')]).toEqual([500, true]);
  expect(onPin.body).toMatchObject({ error: { code: 500 } });
});

it('etna: its documented headers', async () => {
  const { baseUrl } = server.demo.etna;
  const answer = await refused('POST', `${baseUrl}/token`, { 'et-app-key': 'nobody' });
  expect(answer.status).toBe(429);
  expect(answer.body).toEqual({ Message: expect.stringContaining('Too many requests') });
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
  expect(answer.headers.get('x-ratelimit-limit')).toBe('1');
  expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(Number(answer.headers.get('x-ratelimit-reset')) * 1_000).toBeGreaterThan(Date.now());
});

it('onboarding: its own envelope under HTTP 429', async () => {
  const url = `${server.demo.onboarding['baseUrl']}/onboarding/user/login/v1`;
  const answer = await refused('POST', url, { 'x-api-token': 'nobody' });
  expect(answer.status).toBe(429);
  expect(answer.body).toMatchObject({ resCode: expect.anything() });
});

it('mobile banking: its own envelope under HTTP 429', async () => {
  const answer = await refused('POST', server.demo.mobileBanking['url'] ?? '');
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
  expect(answer.body).toMatchObject({ request_status: 'ERROR' });
});

it('the admin API and pages of the operator: problem details', async () => {
  for (const path of ['/admin/v1/tenants', '/nothing']) {
    const answer = await refused('GET', `${server.baseUrl}${path}`);
    expect([answer.status, answer.body['code']]).toEqual([429, 'rate_limited']);
  }
});

it('hosted pages: a page', async () => {
  const answer = await refused('GET', `${server.padUrl}/c/nothing`);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.text).not.toContain('<input');
});

it('whatever is asked for counts for its address, pages and files too', async () => {
  const headers = { 'x-forwarded-for': '192.0.2.77' };
  const statuses: number[] = [];
  for (let at = 0; at < 45; at += 1) {
    statuses.push((await send(`${server.baseUrl}/docs`, 'GET', undefined, headers)).status);
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(40);
});
