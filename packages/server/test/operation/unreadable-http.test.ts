import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { sendRaw } from './raw-socket.ts';

const FRAME = 'POST /v1/policy/check HTTP/1.1\r\nhost: x\r\n';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('what is not HTTP', () => {
  it.each([
    ['an unknown method', 'BREW /v1/policy HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['no request line', 'pin=8305\r\n\r\n', 400],
    ['two lengths of a body', `${FRAME}content-length: 5\r\ncontent-length: 6\r\n\r\n`, 400],
    [
      'a chunked body with a length',
      `${FRAME}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['headers without end', `${FRAME}x: ${'8305'.repeat(5_000)}\r\n\r\n`, 431],
  ])('%s is a problem, and the connection ends', async (_name, bytes, status) => {
    const { answer } = await sendRaw(server.baseUrl, bytes);
    const [head = '', body = ''] = (await answer).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/problem\+json/im);
    expect(head).toMatch(/^connection: close$/im);
    expect(JSON.parse(body)).toMatchObject({
      ...{ status, code: 'request_malformed', type: '/docs/faults#request_malformed' },
      ...{ detail: expect.any(String), requestId: expect.any(String) },
    });
    expect(body).not.toContain('8305');
  });
});

describe('a connection', () => {
  // Real time: it is the HTTP server's own clock that has to end them.
  it.concurrent.each([
    ['says nothing', ''],
    ['sends half a request line', 'POST /v1/pol'],
    ['sends half its headers', `${FRAME}content-le`],
  ])('that %s is ended in time', { timeout: 20_000 }, async (_name, bytes) => {
    const startedAt = performance.now();
    const { answer } = await sendRaw(server.baseUrl, bytes);
    const text = await answer;
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(text).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request_malformed"/);
  });
});
