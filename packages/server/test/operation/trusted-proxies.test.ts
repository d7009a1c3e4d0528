import { afterEach, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
afterEach(() => server.close());

/** What the trail says of who asked. */
async function sourceOf(forwarded: string): Promise<string> {
  const id = `ann-${crypto.randomUUID()}`;
  await server.call('POST', '/v1/subjects', { id }, { 'x-forwarded-for': forwarded });
  const { body } = await server.admin('GET', `/tenants/${server.demo.tenant}/audit`);
  const entries = body['entries'] as { subject: string; source: string }[];
  return entries.find(({ subject }) => subject === id)?.source ?? '';
}

it('believes no X-Forwarded-For where no proxy is trusted', async () => {
  server = await startTestServer();
  expect(await sourceOf('203.0.113.9')).toBe('127.0.0.1');
});

it('believes its own proxies, hop by hop from the right, and nothing a client put before them', async () => {
  server = await startTestServer({ flags: { 'trusted-proxies': '127.0.0.0/8,10.1.0.0/16' } });
  expect(await sourceOf('203.0.113.9')).toBe('203.0.113.9');
  expect(await sourceOf('198.51.100.1, 203.0.113.9')).toBe('203.0.113.9');
  expect(await sourceOf('198.51.100.1, 203.0.113.9, 10.1.2.3')).toBe('203.0.113.9');
  expect(await sourceOf('2001:db8::7')).toBe('2001:db8::7');
  for (const odd of ['unknown', 'x'.repeat(2_000), '203.0.113.9:4711']) {
    expect(await sourceOf(odd)).toBe('127.0.0.1');
  }
});
