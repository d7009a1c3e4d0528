import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { runRaw } from '../support/raw-database.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { TEST_ENGINE } from '../support/test-engine.ts';

const PASSWORD = 'corvine-lamplight';

let data: TempDir;
let mail: MailServer;
const running: ServerProcess[] = [];

beforeEach(async () => {
  data = makeTempDir();
  mail = await openMailServer();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.kill();
  await mail.close();
  await data.remove();
});

/** One that lets everybody sign in. */
function openMailServer(port = 0): Promise<MailServer> {
  return startMailServer({
    port,
    onAuth: ({ username }, _session, done) => done(null, { user: username }),
  });
}

async function serve(): Promise<ServerProcess> {
  const server = await startServerProcess(data.path, 'serve', [], {
    PINTUMBLER_SMTP_URL: `smtp://pin:${PASSWORD}@127.0.0.1:${mail.port}`,
    PINTUMBLER_MAIL_FROM: 'no-reply@pin.example',
  });
  running.push(server);
  return server;
}

/** A tenant with one person, who asks for a code. */
async function askForCode(server: ServerProcess): Promise<void> {
  const adminKey = readFileSync(join(data.path, 'admin.key'), 'utf8').trim();
  const admin = { authorization: `Bearer ${adminKey}` };
  const tenant = { id: 'acme', name: 'Acme' };
  const { body } = await server.call('POST', '/admin/v1/tenants', tenant, admin);
  const caller = { authorization: `Bearer ${body['apiKey']}` };
  const identifiers = [{ type: 'email', value: 'ann@example.com' }];
  await server.call('POST', '/v1/subjects', { id: 'ann', identifiers }, caller);
  await server.call('PUT', '/v1/subjects/ann/pin', { pin: '8305' }, caller);
  const factor = { factor: 'one_time_code' };
  const started = await server.call('POST', '/v1/subjects/ann/recoveries', factor, caller);
  expect(started.status, started.text).toBe(201);
}

const storedMessages = () =>
  runRaw(data.path, 'SELECT state, tries, length(sealed) AS kept FROM messages');

const isSent = async () => (await storedMessages())[0]?.['state'] === 'sent';

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400 && !(await check()); turn += 1) {
    await wait(20);
  }
  expect(await check()).toBe(true);
}

describe('a server that loses its power', () => {
  it.each(['silent', 'down'])(
    'before a %s mail server took a code over sends it after the restart',
    async (which) => {
      const target = mail.port;
      if (which === 'down') await mail.close();
      else mail.mood = 'silent';
      const first = await serve();
      await askForCode(first);
      if (which === 'silent') await until(() => mail.connections > 0);
      await first.kill();
      expect(await storedMessages()).toMatchObject([{ state: 'waiting' }]);
      expect(mail.received).toEqual([]);

      if (which === 'down') mail = await openMailServer(target);
      mail.mood = null;
      // As if the lease of the one that died were over; one that owns its data does not wait for it.
      if (TEST_ENGINE === 'postgres')
        await runRaw(data.path, 'UPDATE messages SET leased_until = 0');
      await serve();
      const received = await mail.next();
      expect(received.text).toMatch(/^\d{6} is your Acme code/);
      await until(isSent);
      expect(mail.received).toHaveLength(1);
    },
  );
});

describe('a code that was sent', () => {
  it('is no longer there, in the database or in the log', async () => {
    const server = await serve();
    await askForCode(server);
    const received = await mail.next();
    const [code = ''] = /\d{6}/.exec(received.text) ?? [];
    await until(isSent);
    expect(await storedMessages()).toEqual([{ state: 'sent', tries: 1, kept: 0 }]);
    expect(received).toMatchObject({ user: 'pin', to: ['ann@example.com'] });

    await server.terminate();
    const alone = new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`);
    for (const [file, content] of [
      ...(await everythingKept(data.path)),
      ['stderr', server.stderr()] as const,
    ]) {
      expect(alone.test(content), file).toBe(false);
      expect(content.includes(PASSWORD), file).toBe(false);
    }
  });
});
