import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { CHEAP_HASH } from '../support/test-server.ts';

it('shows name, health and links in production, and nothing about this server', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pintumbler-test-'));
  const flags = { port: '0', 'pad-port': '0', 'data-dir': dataDir, 'log-level': 'silent' };
  const config = loadConfig(flags, {});
  const server = await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  onTestFinished(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });
  const { baseUrl, padUrl } = await server.listen();
  const text = await (await fetch(baseUrl)).text();
  expect(text).toContain('Ready for PINs');
  expect(text).toContain('/health/ready');
  for (const secret of [server.adminKey, padUrl, dataDir, '/dev/', 'curl', '0.1.0']) {
    expect(text).not.toContain(secret);
  }
  expect((await fetch(`${baseUrl}/dev/inbox`)).status).toBe(404);
});
