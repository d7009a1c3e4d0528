import { afterAll, beforeAll, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';
import { sendRaw } from './raw-socket.ts';

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

const ORIGINS = ['baseUrl', 'padUrl'] as const;
const ask = async (origin: string, line: string) =>
  (
    await sendRaw(
      origin,
      `${line} HTTP/1.1\r\nhost: x\r\ncookie: secret=8305\r\nconnection: close\r\n\r\n`,
    )
  ).answer;

it.each(ORIGINS)('nothing on %s repeats a request that is a TRACE', async (origin) => {
  const calls = origin === 'padUrl' ? ['/c/x'] : ['/v1/policy', '/admin/v1/session'];
  for (const path of ['/', ...calls, '*']) {
    const text = await ask(server[origin], `TRACE ${path}`);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).not.toContain('8305');
  }
});

it.each(ORIGINS)('no path of %s leads to a folder, or out of one', async (origin) => {
  const below = ['', '.vite/manifest.json', '..', '../package.json', '%2e%2e/package.json'];
  const above = ['../../../../../../etc/passwd', '..%2f..%2fpackage.json', '..\\package.json'];
  const folders = ['/assets', '/assets/security-images', '/theme', '/console', '/sample/assets'];
  const paths = folders.flatMap((at) => [...below, ...above].map((rest) => `${at}/${rest}`));
  for (const path of [...paths, '/.git/config', '/.env', '/package.json', '/data/keyring.json']) {
    const text = await ask(server[origin], `GET ${path}`);
    expect(text, path).not.toMatch(/"dependencies"|root:|"keys":|"isEntry"|Index of/);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const isFile = /^HTTP\/1\.1 2/.test(head) && body !== '';
    // The console has one document, whatever page of it is asked for.
    expect([path, isFile]).toEqual([path, origin === 'baseUrl' && path.startsWith('/console/')]);
  }
});
