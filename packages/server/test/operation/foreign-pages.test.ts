import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A request as a browser would make it on behalf of some page; answers the status. */
function ask(method: string, path: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(server.baseUrl);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers };
    const sent = request(options, (answer) => resolve(answer.resume().statusCode ?? 0));
    sent.on('error', reject).end(method === 'POST' ? '{"advanceSeconds":1}' : undefined);
  });
}

describe('a hostile page in the browser of a developer', () => {
  it('reads nothing by pointing its own name at this machine', async () => {
    for (const path of ['/', '/dev/messages', '/dev/events', '/dev/inbox']) {
      expect([path, await ask('GET', path, { host: 'rebound.example' })]).toEqual([path, 403]);
      expect([path, await ask('GET', path, { host: '127.0.0.1.example' })]).toEqual([path, 403]);
    }
  });

  it('moves no clock by posting from elsewhere', async () => {
    const host = new URL(server.baseUrl).host;
    const headers = { host, 'content-type': 'text/plain' };
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect(await ask('POST', '/dev/clock', { ...headers, origin })).toBe(403);
    }
    expect(await ask('POST', '/dev/clock', { ...headers, origin: server.baseUrl })).toBe(200);
  });
});
