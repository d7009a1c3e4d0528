import { expect, it, onTestFinished } from 'vitest';
import { compose } from '../../src/compose.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { CHEAP_HASH, testConfig } from '../support/test-server.ts';

it('shows name, health and links in production, and nothing about this server', async () => {
  const dir = makeTempDir();
  const config = await testConfig(dir.path);
  const server = await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  onTestFinished(async () => {
    await server.stop();
    await dir.remove();
  });
  const { baseUrl, padUrl } = await server.listen();
  const text = await (await fetch(baseUrl)).text();
  expect(text).toContain('Ready for PINs');
  expect(text).toContain('/health/ready');
  for (const secret of [server.adminKey, padUrl, dir.path, '/dev/', 'curl', '0.1.0']) {
    expect(text).not.toContain(secret);
  }
  expect((await fetch(`${baseUrl}/dev/inbox`)).status).toBe(404);
});
