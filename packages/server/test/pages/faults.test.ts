import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAULT_CODES } from '../../src/core/fault.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

it('explains every fault code where the type of a problem leads', async () => {
  const { body } = await server.call('GET', '/v1/subjects/nobody');
  const type = new URL(String(body['type']), server.baseUrl);
  const text = await (await fetch(type)).text();
  expect(type.hash).toBe('#subject_not_found');
  for (const code of FAULT_CODES) expect(text).toContain(`id="${code}"`);
});
