import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const client = fileURLToPath(new URL('../../../client', import.meta.url));
const readme = readFileSync(join(client, 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'pintumbler-readme-'));
let server: TestServer;
let env: Record<string, string | undefined>;

/** Programs of the readme by their name, each with what it says it prints. */
const PROGRAM =
  /```js\n\/\/ (?<name>[a-z-]+\.mjs)\n(?<code>[\s\S]*?)```\n(?:\n```\n(?<prints>[\s\S]*?)```)?/g;
const programs = [...readme.matchAll(PROGRAM)].map(({ groups }) => groups ?? {});

beforeAll(async () => {
  mkdirSync(join(folder, 'node_modules/@pintumbler'), { recursive: true });
  symlinkSync(client, join(folder, 'node_modules/@pintumbler/client'));
  for (const { name = '', code = '' } of programs) writeFileSync(join(folder, name), code);
  server = await startTestServer();
  const { apiKey } = server.demo.native;
  env = { ...process.env, PINTUMBLER_URL: server.baseUrl, PINTUMBLER_API_KEY: apiKey };
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('the readme of the client', () => {
  it.each(['first-pin.mjs', 'problems.mjs', 'proof.mjs'])(
    '%s prints what it says',
    async (name) => {
      const told = programs.find((program) => program['name'] === name);
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, [join(folder, name)], { cwd: folder, env });
      expect(stdout).toBe(told?.['prints']);
    },
  );

  it('receiver.mjs takes what the server delivers', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/hook`;
    const { body } = await server.call('POST', '/v1/webhooks', { url, events: ['pin.set'] });
    const keys = { PORT: String(port), WEBHOOK_KEYS: String(body['secret']) };
    const program = join(folder, 'receiver.mjs');
    const child = spawn(process.execPath, [program], { cwd: folder, env: { ...env, ...keys } });
    try {
      const subject = await server.makeSubject();
      const [line] = await once(createInterface({ input: child.stdout }), 'line');
      expect(line).toBe(`pin.set ${subject}`);
    } finally {
      child.kill();
    }
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
