import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { runHere } from './run-here.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pintumbler-cli-'));
let test: TestServer;
let receiver: Receiver;

beforeAll(async () => {
  test = await startTestServer();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await test.close();
  rmSync(folder, { recursive: true });
});

const place = () => ['--server', test.baseUrl, '--data-dir', test.dataDir];
const here = (...args: readonly string[]) => runHere([...args, ...place()]);
const demo = (...args: readonly string[]) => here(...args, '--tenant', 'demo');
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const lock = async () => {
  const id = await test.makeSubject('8305');
  for (let guess = 0; guess < 5; guess += 1) {
    await test.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '1907' });
  }
  return id;
};

/** In a process of its own. */
function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, ...environment };
    const options = { env, cwd: folder };
    const child = execFile(process.execPath, [MAIN, ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

describe('a command, as a process,', () => {
  it('takes the admin key from the environment or a file, and does what was asked', async () => {
    const server = ['--server', test.baseUrl];
    const environment = { PINTUMBLER_ADMIN_KEY: test.demo.adminKey };
    const made = await run(['tenant', 'create', 'acme', '--name', 'Acme', ...server], environment);
    expect(made.stderr).toBe('');
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^API key, shown only here +pt_/m);
    const key = file('admin-key', `${test.demo.adminKey}\n`);
    const listed = await run(['tenant', 'list', '--json', ...server], {
      PINTUMBLER_ADMIN_KEY_FILE: key,
    });
    expect(JSON.parse(listed.stdout)).toMatchObject({ tenants: [{ id: 'acme' }, { id: 'demo' }] });
  });

  it('ends with 1 for a refusal and with 2 for wrong usage, told as problems with --json', async () => {
    const refused = await run(['tenant', 'show', 'nobody', '--json', ...place()]);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(JSON.parse(refused.stderr)).toMatchObject({ code: 'tenant_not_found', status: 404 });
    const wrong = await run(['tenant', 'shwo', '--json']);
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(JSON.parse(wrong.stderr)).toMatchObject({ code: 'usage' });
  });

  it('does nothing that cannot be taken back where nobody can be asked', async () => {
    const { code, stderr } = await run(['tenant', 'suspend', 'demo', ...place()]);
    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
    expect((await test.admin('GET', '/tenants/demo')).body['suspended']).toBe(false);
  });
});

describe('errors', () => {
  it('say what to do about a wrong key, a missing one, and no server', async () => {
    vi.stubEnv('PINTUMBLER_ADMIN_KEY', 'x'.repeat(32));
    const wrong = await here('tenant', 'list');
    vi.unstubAllEnvs();
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('has another admin key');
    const missing = await runHere(['tenant', 'list', '--data-dir', folder]);
    expect(missing.stderr).toContain('There is no admin key in');
    const nobody = ['--server', 'http://127.0.0.1:9', '--data-dir', test.dataDir];
    expect((await runHere(['tenant', 'list', ...nobody])).stderr).toContain('No server answers');
    const clear = ['--server', 'http://pins.example', '--data-dir', test.dataDir];
    expect((await runHere(['tenant', 'list', ...clear])).stderr).toContain('must be https');
  });

  it('of usage come before anything is done', async () => {
    for (const args of [
      ['unlock', 'ann'],
      ['policy', 'set'],
      ['policy', 'set', '--rolling', 'often'],
      ['account', 'create', 'bea', '--role', 'king'],
      ['subject', 'show', '..'],
      ['key', 'list', '--unknown'],
    ]) {
      expect((await demo(...args)).code, args.join(' ')).toBe(2);
    }
  });

  it('show no control characters that came along', async () => {
    const { stderr } = await here('tenant', 'show', '\u001b[2J');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('tenants, policies and keys', () => {
  it('are made, shown, changed, suspended and resumed', async () => {
    const made = await here('tenant', 'create', 'shop', '--name', 'Sh\u202eop', '--json');
    expect(made.json()).toMatchObject({ id: 'shop', name: 'Sh\u202eop' });
    expect((await here('tenant', 'list')).stdout).toContain('Sh\\u202eop');
    const set = await here('tenant', 'set', 'shop', '--set', 'messages.notices=false', '--json');
    expect(set.json()).toMatchObject({ messages: { notices: false } });
    expect((await here('tenant', 'suspend', 'shop', '--yes')).stdout).toMatch(/suspended +yes/);
    expect((await here('tenant', 'resume', 'shop')).stdout).toMatch(/suspended +no/);
  });

  it('without --tenant there has to be only one', async () => {
    const { code, stderr } = await here('key', 'list');
    expect(code).toBe(2);
    expect(stderr).toContain('Say whose with --tenant');
  });

  it('preview a policy, then put it in force', async () => {
    const pin = file('pin', '1234\n');
    const seen = await demo('policy', 'preview', '--blocklist', 'off', '--pin-file', pin);
    expect(seen.stdout).toContain('popular PINs and simple patterns are no longer refused');
    expect(seen.stdout).toContain('This PIN is allowed.');
    const shop = ['--tenant', 'shop'];
    const set = await here('policy', 'set', '--min-length', '6', '--rolling', '5/86400', ...shop);
    expect(set.stdout).toContain('6 to 12 digits');
    expect((await here('policy', 'show', '--json', ...shop)).json()).toMatchObject({
      ...{ minLength: 6, rolling: { attemptsMax: 5, windowSeconds: 86_400 } },
    });
  });

  it('make and revoke keys', async () => {
    const key = ['key', 'create', '--dialect', 'native', '--name', 'shell', '--json'];
    const made = (await demo(...key)).json();
    expect(String(made['apiKey'])).toMatch(/^pt_/);
    const revoked = await demo('key', 'revoke', String(made['id']), '--yes', '--json');
    expect(revoked.json()['revokedAt']).not.toBeNull();
    expect((await demo('key', 'list')).stdout).toContain('shell');
  });
});

describe('people', () => {
  it('are found and shown, with what happened to them', async () => {
    const id = await lock();
    expect((await demo('subject', 'search', id)).stdout).toContain(id);
    expect((await demo('subject', 'search', 'nobody-at-all')).stdout).toBe('Nobody is found.\n');
    expect((await demo('subject', 'show', id)).stdout).toMatch(/^login +locked +0 +5 /m);
    const timeline = await demo('subject', 'timeline', id, '--limit', '2');
    expect(timeline.stdout).toContain('There is more: --cursor');
    const all = (await demo('subject', 'timeline', id, '--all', '--json')).json();
    expect(all['entries']).toHaveLength(7);
    expect(all['next']).toBeNull();
  });

  it('are unlocked, one and many, and strangers are named', async () => {
    const [one, two, three] = [await lock(), await lock(), await lock()];
    const reason = ['--reason', 'outage'];
    expect((await demo('unlock', one, ...reason)).stdout).toBe('unlocked.\n');
    const list = file('ids', `${two}\n\n${three}\n`);
    const many = await demo('unlock', '--file', list, ...reason, '--json');
    expect([many.code, many.json()['results']]).toEqual([
      0,
      [two, three].map((subject) => ({ subject, outcome: 'unlocked' })),
    ]);
    const some = await demo('unlock', two, 'stranger', ...reason);
    expect(some.code).toBe(1);
    expect(some.stdout).toMatch(/1 of 2 unlocked\.[\s\S]*stranger +unknown_subject/);
    const status = await test.call('GET', `/v1/subjects/${three}/pin`);
    expect(status.body['state']).toBe('active');
  });

  it('are suspended, resumed, made to change, and lose PIN and device', async () => {
    const id = await test.makeSubject('8305');
    await test.call('PATCH', `/v1/subjects/${id}`, { devices: [{ type: 'IMSI', value: '1' }] });
    const why = ['--reason', 'asked by phone'];
    expect((await demo('subject', 'suspend', id, ...why, '--yes')).stdout).toBe('suspended.\n');
    expect((await demo('subject', 'resume', id, ...why)).stdout).toBe('resumed.\n');
    expect((await demo('subject', 'force-change', id, ...why)).code).toBe(0);
    expect((await demo('subject', 'remove-device', id, 'IMSI', '--yes')).stdout).toBe('removed.\n');
    const gone = await demo('subject', 'delete-pin', id, ...why, '--yes', '--json');
    expect(gone.json()).toEqual({ outcome: 'deleted' });
    const password = file('password', 'first-light-2046\n');
    const set = await demo('subject', 'set-password', id, '--password-file', password);
    expect(set.stdout).toBe('set.\n');
    expect((await demo('subject', 'unlock-password', id, ...why)).stdout).toBe('unlocked.\n');
    expect((await demo('subject', 'clients', id)).stdout).toBe('None.\n');
  });

  it('count as numbers over time', async () => {
    const drawn = await demo('stats');
    expect(drawn.stdout).toMatch(/^wrong +\d+ +\d+ +[▁▂▃▄▅▆▇█]+$/m);
    const counted = (await demo('stats', '--step', 'day', '--json')).json();
    expect(counted['step']).toBe(86_400);
    expect((await demo('stats', '--from', 'noon')).code).toBe(1);
  });
});

describe('webhooks, words and looks', () => {
  it('are made, tried, replayed, changed and removed', async () => {
    const url = ['--url', receiver.url, '--event', 'pin.*', '--name', 'Ops'];
    const made = (await demo('webhook', 'create', ...url, '--json')).json();
    const id = String(made['id']);
    expect(made).toMatchObject({ events: ['pin.*'], name: 'Ops' });
    expect((await demo('webhook', 'list')).stdout).toContain(receiver.url);
    const tried = (await demo('webhook', 'test', id, '--json')).json();
    await receiver.next(({ headers }) => headers['webhook-id'] === tried['id']);
    const replayed = await demo('webhook', 'replay', id, String(tried['id']));
    expect(replayed.stdout).toContain('webhook.test');
    expect((await demo('webhook', 'replay', id, '--dead')).stdout).toBe('None was given up.\n');
    expect((await demo('webhook', 'deliveries', id)).stdout).toContain('webhook.test');
    const off = await demo('webhook', 'change', id, '--enabled', 'off', '--json');
    expect(off.json()['enabled']).toBe(false);
    expect((await demo('webhook', 'delete', id, '--yes')).stdout).toBe('deleted.\n');
    expect((await demo('webhook', 'show', id)).stderr).toContain('webhook_not_found');
  });

  it('are a template and a theme', async () => {
    const words = ['--language', 'en', '--subject', 'Your PIN', '--text', 'Changed at {time}.'];
    expect((await demo('template', 'set', 'pin_changed', ...words)).code).toBe(0);
    const spanish = ['--language', 'es', '--subject', 'PIN', '--text', 'A las {time}.'];
    await demo('template', 'set', 'pin_changed', ...spanish);
    expect((await demo('template', 'show')).stdout).toContain('Changed at {time}.');
    await demo('template', 'remove', 'pin_changed', '--language', 'en', '--yes');
    expect((await demo('template', 'show', '--json')).json()).toMatchObject({
      templates: { pin_changed: { es: { subject: 'PIN' } } },
    });
    await demo('template', 'remove', 'pin_changed', '--yes');
    expect((await demo('template', 'show')).stdout).toContain('All words are ours.');
    const colours = ['--colour', 'accent=#0b5fff', '--colour', 'onAccent=#ffffff'];
    const theme = await demo('theme', 'set', ...colours, '--json');
    expect(theme.json()).toMatchObject({ theme: { accent: '#0b5fff', onAccent: '#ffffff' } });
    expect((await demo('theme', 'show')).stdout).toContain('#0b5fff');
    expect((await demo('message', 'list')).code).toBe(0);
  });

  it('and the trail of all that', async () => {
    const { stdout } = await demo('audit', 'list');
    expect(stdout).toContain('tenant.configure');
  });
});

describe('without a server', () => {
  it('settings are shown, secrets never', async () => {
    vi.stubEnv('PINTUMBLER_ADMIN_KEY', 'k'.repeat(32));
    const { stdout } = await runHere(['config', 'print', '--port', '9080', '--json']);
    vi.unstubAllEnvs();
    expect(stdout).not.toContain('kkkk');
    const { settings } = JSON.parse(stdout) as { settings: readonly Record<string, unknown>[] };
    const of = (name: string) => settings.find((each) => each['name'] === name);
    expect(of('port')).toMatchObject({ value: '9080', from: 'flag' });
    expect(of('admin-key')).toMatchObject({ value: 'set', from: 'environment' });
    expect(of('smtp-url')).toMatchObject({ value: 'not set', from: 'default' });
  });

  it('a database is migrated once, and a dry run writes nothing', async () => {
    vi.stubEnv('PINTUMBLER_DATABASE_URL', '');
    const data = join(folder, 'data');
    const steps = async (...args: string[]) =>
      (await runHere(['migrate', '--data-dir', data, '--json', ...args])).json()['steps'];
    const planned = await steps('--dry-run');
    expect(() => readFileSync(join(data, 'pintumbler.db'))).toThrow('ENOENT');
    expect(await steps()).toEqual(planned);
    expect(await steps()).toEqual([]);
    vi.unstubAllEnvs();
  });
});
