import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { onboardingDemo } from '../../../src/dialects/onboarding/onboarding-demo.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import { startTestServer } from '../../support/test-server.ts';
import { demoApp, logIn } from './app.ts';

const run = promisify(execFile);

it('shows what the design promises, and a line that works again and again', async () => {
  const server = await startTestServer();
  try {
    const section = server.demo.onboarding;
    expect(Object.keys(section)).toEqual([
      ...['baseUrl', 'apiKey', 'secret', 'publicKey', 'accountNumber', 'mobile', 'pin'],
    ]);
    expect(section['apiKey']).toBe('MOB-APP-2001');
    expect(section['baseUrl']).toBe(`${server.baseUrl}/onboarding-wallet`);
    for (let pasted = 0; pasted < 3; pasted += 1) {
      const { stdout } = await run('sh', ['-c', onboardingDemo.curl(section)]);
      expect(JSON.parse(stdout)).toMatchObject({ resCode: 100, resDesc: 'Success' });
    }
    const { accountNumber: account = '', pin } = section;
    expect(await logIn(demoApp(server), { account, pin })).toMatchObject({ resCode: 200 });
  } finally {
    await server.close();
  }
});

it('works again after a restart, with or without what the first start wrote down', async () => {
  const dir = makeTempDir();
  const first = await startTestServer({ dataDir: dir.path });
  const kept = first.demo.onboarding;
  await first.close();
  const second = await startTestServer({ dataDir: dir.path });
  expect({ ...second.demo.onboarding, baseUrl: '' }).toEqual({ ...kept, baseUrl: '' });
  await second.close();
  rmSync(join(dir.path, 'demo.json'));
  // The mixin demo, and others, need the file to be whole; this one makes another key.
  const third = await startTestServer({ dataDir: dir.path });
  expect(third.demo.onboarding['apiKey']).toBe('MOB-APP-2002');
  const { accountNumber: account = '', pin } = third.demo.onboarding;
  expect(await logIn(demoApp(third), { account, pin })).toMatchObject({ resCode: 200 });
  await third.close();
  await dir.remove();
});
