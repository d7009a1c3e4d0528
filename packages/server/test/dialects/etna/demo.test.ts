import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { etnaDemo } from '../../../src/dialects/etna/etna-demo.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { bearer, choice, demoApp, PIN } from './app.ts';

const run = promisify(execFile);

async function paste({ demo }: TestServer): Promise<Record<string, string>> {
  const { stdout } = await run('sh', ['-c', etnaDemo.curl(demo.etna)]);
  return JSON.parse(stdout) as Record<string, string>;
}

it('gives a command line that works again and again, and an app what it needs', async () => {
  const server = await startTestServer();
  try {
    const { baseUrl, ...rest } = server.demo.etna;
    expect(baseUrl).toBe(`${server.baseUrl}/etna/api`);
    expect(Object.keys(rest)).toEqual(['appKey', 'username', 'password', 'email']);
    for (let pasted = 0; pasted < 8; pasted += 1) {
      expect((await paste(server))['Reason']).toBe('PIN code is not init');
    }
  } finally {
    await server.close();
  }
});

it('keeps the person, the PIN and the app through restarts, and without its file', async () => {
  const dir = makeTempDir();
  try {
    const first = await startTestServer({ dataDir: dir.path });
    const { Token, ConfirmationToken } = await paste(first);
    const chosen = choice(ConfirmationToken, PIN);
    await demoApp(first).ask('PUT', '/v1/users/pincode/change', chosen, bearer(Token));
    await first.close();
    const second = await startTestServer({ dataDir: dir.path });
    expect((await paste(second))['Reason']).toBe('Invalid pin');
    await second.close();
    rmSync(join(dir.path, 'demo.json'));
    const third = await startTestServer({ dataDir: dir.path });
    expect((await paste(third))['Reason']).toBe('Invalid pin');
    expect(third.demo.etna.appKey).toBe(first.demo.etna.appKey);
    await third.close();
  } finally {
    await dir.remove();
  }
});
