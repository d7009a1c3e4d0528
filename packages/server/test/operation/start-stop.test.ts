import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess, WATCHED } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { databaseEnvironment } from '../support/test-engine.ts';
import { send } from '../support/test-server.ts';

/** What moves a cursor or begins a line where a log is shown. */
const CONTROL = /\p{Cc}/u;
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

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

/** Runs the program to its end; for starts that must be refused. */
async function runToEnd(args: readonly string[], environment: Record<string, string> = {}) {
  const all = [MAIN, ...args, '--data-dir', dir.path, '--port', '0', '--pad-port', '0'];
  const env = { ...process.env, ...(await databaseEnvironment(dir.path)), ...environment };
  return spawnSync(process.execPath, all, { encoding: 'utf8', timeout: 20_000, env });
}

describe('a start', () => {
  it('writes demo credentials only their owner can read, and keeps them over restarts', async () => {
    server = await startServerProcess(dir.path);
    const { apiKey } = server.demo.native;
    for (const file of ['demo.json', 'admin.key', 'keyring.json']) {
      expect([file, statSync(join(dir.path, file)).mode & 0o777]).toEqual([file, 0o600]);
    }
    await server.terminate();
    server = await startServerProcess(dir.path);
    expect(server.demo.native.apiKey).toBe(apiKey);
    const answer = await server.call('GET', '/v1/policy');
    expect(answer.body).toMatchObject({ minLength: 4, maxLength: 12 });
  });

  it('is refused when the keyring is gone, foreign, damaged or readable by others', async () => {
    server = await startServerProcess(dir.path);
    await server.terminate();
    const keyring = join(dir.path, 'keyring.json');
    chmodSync(keyring, 0o640);
    expect((await runToEnd(['serve'])).stderr).toMatch(/can be read by others.*chmod 600/);
    rmSync(keyring);
    expect((await runToEnd(['serve'])).stderr).toMatch(/its keyring .* is missing/);
    expect(existsSync(keyring)).toBe(false);
    writeFileSync(keyring, '{}', { mode: 0o600 });
    expect((await runToEnd(['serve'])).stderr).toMatch(/is damaged/);
    const secret = Buffer.alloc(32, 1).toString('base64');
    const foreign = { format: 1, active: 'k1', keys: [{ id: 'k1', secret }], digest: secret };
    writeFileSync(keyring, JSON.stringify(foreign), { mode: 0o600 });
    expect((await runToEnd(['serve'])).stderr).toMatch(/keyring.json does not belong to the data/);
  });

  it('is refused when a port is taken, and lets go of the data', async () => {
    server = await startServerProcess(dir.path);
    const other = makeTempDir();
    const taken = new URL(server.baseUrl).port;
    const args = [MAIN, 'serve', '--data-dir', other.path, '--port', taken, '--pad-port', '0'];
    const env = { ...process.env, ...(await databaseEnvironment(other.path)) };
    const refused = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000, env });
    expect([refused.status, refused.signal]).toEqual([1, null]);
    expect(refused.stderr).toMatch(/is taken.*--port/);
    await other.remove();
  });

  it('tells every problem of the configuration at once', async () => {
    const refused = await runToEnd(['serve', '--log-level', 'loud'], {
      PINTUMBLER_HASH_PLACES: 'many',
      PINTUMBLER_ADMIN_KEY: 'short',
      PINTUMBLER_DATABASE_URL: 'oracle://x',
    });
    expect(refused.status).toBe(1);
    for (const name of ['LOG_LEVEL', 'HASH_PLACES', 'ADMIN_KEY', 'DATABASE_URL']) {
      expect(refused.stderr).toContain(`PINTUMBLER_${name}`);
    }
  });

  it('in dev mode is refused on anything but loopback', async () => {
    const refused = await runToEnd(['dev', '--host', '0.0.0.0']);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/loopback only/);
  });

  it('in production has no inbox, no clock control and no demo tenant', async () => {
    server = await startServerProcess(dir.path, 'serve');
    for (const path of ['/dev/messages', '/dev/inbox', '/dev/events']) {
      expect((await send(`${server.baseUrl}${path}`, 'GET')).status).toBe(404);
    }
    expect((await runToEnd(['dev'])).stderr).toMatch(/serve ran on .* --data-dir/);
    const clock = await send(`${server.baseUrl}/dev/clock`, 'POST', { advanceSeconds: 1 });
    expect(clock.status).toBe(404);
    expect(existsSync(join(dir.path, 'demo.json'))).toBe(false);
  });
});

describe('a log that cannot be written', () => {
  it('loses lines and nothing else: requests are served and the stop is clean', async () => {
    const full = openSync('/dev/full', 'w');
    const args = [
      ...WATCHED,
      MAIN,
      'dev',
      '--data-dir',
      dir.path,
      '--port',
      '0',
      '--pad-port',
      '0',
    ];
    const env = { ...process.env, ...(await databaseEnvironment(dir.path)) };
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', full], env });
    closeSync(full);
    if (child.stdout === null) throw new Error('the server has no stdout');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const [, baseUrl] = /ready (\S+)/.exec(line.toString()) ?? [];
    for (let request = 0; request < 50; request += 1) {
      expect((await send(`${baseUrl}/health/ready`, 'GET')).status).toBe(200);
    }
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('tells which fault it was, when it can', async () => {
    server = await startServerProcess(dir.path, 'dev', ['--log-level', 'debug']);
    await server.call('GET', '/v1/subjects/nobody');
    await server.terminate();
    expect(server.stderr()).toContain('"fault":"subject_not_found"');
  });
});

describe('SIGTERM', () => {
  it('lets requests under way finish and exits 0', async () => {
    server = await startServerProcess(dir.path);
    const ids = Array.from({ length: 40 }, (_each, index) => `subject-${index}`);
    for (const id of ids) {
      await server.call('POST', '/v1/subjects', { id });
      await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '8305' });
    }
    const answers = ids.map((id) =>
      server?.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '8305' }),
    );
    const first = await Promise.race(answers);
    expect(first?.body['outcome']).toBe('verified');
    const code = server.terminate();
    const settled = await Promise.allSettled(answers);
    expect(await code).toBe(0);
    // A request the kernel had not handed over yet may find the door closed; it was never begun.
    server = await startServerProcess(dir.path);
    let verified = 0;
    for (const [index, each] of settled.entries()) {
      const answered = each.status === 'fulfilled';
      const status = await server.call('GET', `/v1/subjects/${ids[index]}/pin`);
      expect(status.body['attemptsRemaining']).toBe(5);
      expect(status.body['verifiedAt'] !== null).toBe(answered);
      if (answered) {
        expect(each.value?.body['outcome']).toBe('verified');
        verified += 1;
      }
    }
    expect(verified).toBeGreaterThan(20);
  });

  it('leaves only JSON in the log, whatever was asked for', async () => {
    server = await startServerProcess(dir.path);
    const forged = '","level":"fatal","forged":"';
    await server.call('GET', '/v1/policy', undefined, { 'x-request-id': forged });
    const address = encodeURIComponent(`\r\n{"level":"fatal"}\u001b[2J${forged}`);
    await server.call('GET', `/v1/subjects/${address}/pin?x=${address}`);
    await server.call('POST', '/v1/subjects', { id: `ann\n${forged}` });
    await server.call('GET', '/admin/v1/accounts', undefined, { 'user-agent': forged });
    await server.terminate();
    const lines = server.stderr().trim().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      const said = JSON.parse(line) as Record<string, unknown>;
      expect([said['level'] === 'fatal', 'forged' in said], line).toEqual([false, false]);
      expect(line).not.toMatch(CONTROL);
    }
  });
});
