import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { databaseEnvironment } from '../support/test-engine.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const CANARY = '739205184630';

let dir: TempDir;
let server: ServerProcess | undefined;

beforeEach(() => {
  dir = makeTempDir();
});
afterEach(async () => {
  await server?.kill();
  server = undefined;
  await dir.remove();
});

const SERVE = ['serve', '--port', '0', '--pad-port', '0'];

async function runToEnd(flags: readonly string[], environment: Record<string, string> = {}) {
  const args = [...flags, MAIN, ...SERVE, '--data-dir', dir.path];
  const env = { ...process.env, ...(await databaseEnvironment(dir.path)), ...environment };
  return spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000, env });
}

describe('serve', () => {
  it.each([
    ['a flag', ['--inspect=0'], {}],
    ['NODE_OPTIONS', [], { NODE_OPTIONS: '--heapsnapshot-signal=SIGUSR2' }],
    ['a variable', [], { NODE_DEBUG: 'stream' }],
  ])('does not run where %s would show its memory', async (_by, flags, environment) => {
    const refused = await runToEnd(flags, environment);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/pintumbler serve does not run with (--|NODE_DEBUG)/);
    expect(refused.stdout).toBe('');
  });

  it('opens no debugger for a signal, and leaves its memory out of core dumps', async () => {
    server = await startServerProcess(dir.path, 'serve');
    const { pid } = server.child;
    server.child.kill('SIGUSR1');
    expect((await fetch(`${server.baseUrl}/health/ready`)).status).toBe(200);
    expect(server.stderr()).not.toMatch(/Debugger listening|ws:\/\//);
    expect(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim()).toBe('00000000');
  });

  it('has a secret of a file neither among its arguments nor in its environment', async () => {
    const secret = 'a-secret-of-the-operator-739205184630';
    const file = join(dir.path, 'key-of-admin');
    writeFileSync(file, secret, { mode: 0o600 });
    server = await startServerProcess(dir.path, 'serve', [], { PINTUMBLER_ADMIN_KEY_FILE: file });
    const headers = { authorization: `Bearer ${secret}` };
    expect((await fetch(`${server.baseUrl}/admin/v1/tenants`, { headers })).status).toBe(200);
    for (const place of ['cmdline', 'environ']) {
      const shown = readFileSync(`/proc/${server.child.pid}/${place}`, 'latin1');
      expect(shown).toContain(place === 'cmdline' ? 'serve' : 'PINTUMBLER_ADMIN_KEY_FILE');
      expect(shown).not.toContain(secret);
    }
  });

  it.each(['=', ' '])('refuses a secret as an argument, and does not repeat it', async (by) => {
    const given = `--admin-key${by}${CANARY}`.split(' ');
    const args = [MAIN, ...SERVE, '--data-dir', dir.path, ...given];
    const refused = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('PINTUMBLER_ADMIN_KEY_FILE');
    expect(refused.stderr).not.toContain(CANARY);
  });

  it('tells of an error nobody caught where it was, and nothing it holds', async () => {
    const thrower = join(dir.path, 'throw.mjs');
    const thrown = `Object.assign(new RangeError('${CANARY}'), { pin: '${CANARY}' })`;
    writeFileSync(thrower, `process.once('SIGUSR2', () => { throw ${thrown}; });\n`);
    const args = ['--import', thrower, MAIN, ...SERVE, '--data-dir', dir.path];
    const env = { ...process.env, ...(await databaseEnvironment(dir.path)) };
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    await once(child.stdout, 'data');
    child.kill('SIGUSR2');
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    const line = JSON.parse(told.trim().split('\n').at(-1) ?? '') as { readonly at: string[] };
    expect(line).toMatchObject({ level: 'fatal', kind: 'RangeError' });
    expect(line.at[0]).toContain('throw.mjs');
    expect(told).not.toContain(CANARY);
  });
});
