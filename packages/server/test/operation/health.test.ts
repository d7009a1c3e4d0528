import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ flags: { 'dialect-hosts': 'native=pins.example.test' } });
});
afterAll(() => server.close());

describe('health', () => {
  it('tells that the process lives, and that database and keys were tried', async () => {
    expect((await server.call('GET', '/health/live')).body).toMatchObject({ status: 'live' });
    const ready = await server.call('GET', '/health/ready');
    expect(ready.body).toEqual({ status: 'ready', checks: { database: 'ok', keys: 'ok' } });
  });
});

describe('a host name of its own', () => {
  it('serves a dialect at the root of it', async () => {
    const { port } = new URL(server.baseUrl);
    const headers = {
      host: 'pins.example.test',
      authorization: `Bearer ${server.demo.native.apiKey}`,
    };
    const status = await new Promise((resolve, reject) => {
      const options = { port, host: '127.0.0.1', path: '/policy', headers };
      get(options, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    expect(status).toBe(200);
    expect((await server.call('GET', '/policy')).status).toBe(404);
  });
});
