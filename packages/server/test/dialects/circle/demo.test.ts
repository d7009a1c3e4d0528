import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { circleDemo } from '../../../src/dialects/circle/circle-demo.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { demoOf } from './backend.ts';

const run = promisify(execFile);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it('shows what both SDKs are set up with', () => {
  const { baseUrl, apiKey, appId } = demoOf(server);
  expect(Object.keys(demoOf(server))).toEqual(['baseUrl', 'apiKey', 'appId']);
  expect(baseUrl).toBe(`${server.baseUrl}/circle`);
  expect(apiKey).toMatch(/^TEST_API_KEY:[0-9a-f]{32}:[A-Za-z0-9_-]+$/);
  expect(appId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('gives a command line that works again and again', async () => {
  const line = circleDemo.curl(demoOf(server));
  for (let pasted = 0; pasted < 2; pasted += 1) {
    const { stdout } = await run('sh', ['-c', line]);
    const { data } = JSON.parse(stdout);
    expect(Object.keys(data)).toEqual(['userToken', 'encryptionKey']);
  }
});
