import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const LONG = 'x'.repeat(600);

it.each(['/%ff', `/v1/w3s/users/${LONG}`])('the Circle wire has a number for %s', async (path) => {
  const answer = await send(`${server.baseUrl}/circle${path}`, 'GET');
  expect([answer.status < 500, typeof answer.body['code']]).toEqual([true, 'number']);
});

it('the mobile-banking wire has its own form for %ff', async () => {
  const answer = await send(`${server.baseUrl}/mobile-banking/%ff`, 'POST', {});
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(answer.text).not.toContain('"type"');
});

it('the native wire says it as problem details', async () => {
  const answer = await send(`${server.baseUrl}/v1/%ff`, 'GET');
  expect(answer.body['code']).toBe('request_malformed');
});

it.each(['/c/%zz', `/c/${LONG}`])(
  'the pad shows a page with nothing to type into for %s',
  async (path) => {
    const answer = await send(`${server.padUrl}${path}`, 'GET');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.text).not.toContain('<input');
  },
);
