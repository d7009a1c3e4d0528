import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { sendRaw } from './raw-socket.ts';

const HOST = 'pins.example.test';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ flags: { 'dialect-hosts': `native=${HOST}` } });
});
afterAll(() => server.close());

async function ask(target: string, host: string, method = 'GET') {
  const { answer } = await sendRaw(
    server.baseUrl,
    [
      `${method} ${target} HTTP/1.1`,
      `host: ${host}`,
      `authorization: Bearer ${server.demo.native.apiKey}`,
      'connection: close',
      '\r\n',
    ].join('\r\n'),
  );
  const [head = '', body = ''] = (await answer).split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body };
}

it.each([
  ['/policy', HOST],
  [`http://${HOST}/policy`, HOST],
  [`http://${HOST}:8080/policy`, HOST],
  [`https://${HOST}/policy?a=b`, HOST],
  // The target counts, whatever stands in the header.
  [`http://${HOST}/policy`, 'elsewhere.example'],
  // Without a mount of its own, an address is what it is everywhere.
  ['/v1/policy', 'elsewhere.example'],
  ['http://elsewhere.example/v1/policy', HOST],
])('GET %s for %s is the policy', async (target, host) => {
  const { status, body } = await ask(target, host);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ attemptsMax: expect.any(Number) });
});

it('query and path of the absolute form arrive', async () => {
  const { native } = server.demo;
  const { status, body } = await ask(`http://${HOST}/subjects/${native.subject}`, HOST);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ id: native.subject });
});

it.each([
  ['?a=b', HOST],
  [`http://${HOST}`, HOST],
  [`http://${HOST}?a=b`, HOST],
  ['http://elsewhere.example/policy', HOST],
  [`http://anna@${HOST}/policy`, HOST],
])('GET %s for %s leads nowhere', async (target, host) => {
  const { status, body } = await ask(target, host);
  expect([400, 404]).toContain(status);
  expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String) });
});

it.each(['GET', 'OPTIONS'])('%s * is about the server, not about a mount', async (method) => {
  const { status, body } = await ask('*', HOST, method);
  expect(status).toBe((await ask('*', 'elsewhere.example', method)).status);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(JSON.parse(body)).toMatchObject({ status });
});
