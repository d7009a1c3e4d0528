import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/model/pages.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let mail: MailServer;
let gateway: Receiver;
let server: TestServer;
let people = 0;

beforeAll(async () => {
  [mail, gateway] = await Promise.all([startMailServer(), startReceiver()]);
  server = await startTestServer({
    flags: {
      'smtp-url': `smtp://localhost:${mail.port}`,
      'mail-from': 'no-reply@pin.example',
      'sms-url': gateway.url,
      'sms-secret': `whsec_${Buffer.alloc(24, 5).toString('base64')}`,
    },
  });
});
afterAll(async () => {
  await server.close();
  await Promise.all([mail.close(), gateway.close()]);
});
beforeEach(() => {
  mail.mood = null;
  gateway.status = 200;
});

interface InboxEntry {
  readonly to: string;
  readonly code: string;
  readonly subject: string | null;
  readonly text: string;
  readonly state: string;
}

/** A person with a PIN who can be reached there, and has just asked for a code. */
async function askForCode(type: 'email' | 'msisdn', value: string): Promise<number> {
  people += 1;
  const id = `reader-${people}`;
  const made = await server.call('POST', '/v1/subjects', { id, identifiers: [{ type, value }] });
  expect(made.status, made.text).toBe(201);
  await server.call('PUT', `/v1/subjects/${id}/pin`, { pin: '8305' });
  const startedAt = performance.now();
  const path = `/v1/subjects/${id}/recoveries`;
  const started = await server.call('POST', path, { factor: 'one_time_code' });
  expect(started.status, started.text).toBe(201);
  return performance.now() - startedAt;
}

async function inInbox(to: string): Promise<InboxEntry> {
  const { text } = await server.call('GET', '/dev/messages');
  const found = (JSON.parse(text) as InboxEntry[]).find((each) => each.to === to);
  if (found === undefined) throw new Error(`nothing for ${to}`);
  return found;
}

/** The message on the operators' list, once it fits. */
async function listed(to: string, fits: (message: Record<string, unknown>) => boolean) {
  for (let waited = 0; waited < 200; waited += 1) {
    const { body } = await server.admin('GET', '/tenants/demo/messages');
    const messages = body['messages'] as Record<string, unknown>[];
    const found = messages.find((each) => each['to'] === to && fits(each));
    if (found !== undefined) return found;
    await wait(25);
  }
  throw new Error(`${to} is not on the list as it should be`);
}

const toReader = (address: string) => (received: { to: readonly string[] }) =>
  received.to.includes(address);
const textTo = (number: string) => (request: { body: Record<string, unknown> }) =>
  request.body['to'] === number;

describe('a code', () => {
  it.each(LANGUAGES)('arrives by mail in %s, as the inbox shows it', async (language) => {
    await server.admin('PATCH', '/tenants/demo', { pages: { language } });
    const address = `${language}@example.com`;
    await askForCode('email', address);
    const received = await mail.next(toReader(address));
    const shown = await inInbox(address);
    expect(received.text).toBe(`${shown.text}\n`);
    expect(received.text).toContain(shown.code);
    expect(received.headers.get('subject')).toBe(shown.subject);
    expect(received.headers.get('subject')).not.toContain(shown.code);
    expect(received.headers.get('content-language')).toBe(language);
    await server.admin('PATCH', '/tenants/demo', { pages: { language: 'en' } });
  });

  it('arrives as a text message through the gateway', async () => {
    await askForCode('msisdn', '254700000001');
    const { body } = await gateway.next(textTo('+254700000001'));
    await listed('+254700000001', ({ state }) => state === 'sent');
    const shown = await inInbox('+254700000001');
    expect(body).toMatchObject({ text: shown.text, language: 'en' });
    expect(shown).toMatchObject({ subject: null, state: 'sent' });
  });

  it("is told in the tenant's own words", async () => {
    const own = { subject: '{tenant} says', text: 'Type {code} in.' };
    const templates = { recovery_code: { en: own } };
    const change = { messages: { sender: 'Pesa Bank', templates } };
    expect((await server.admin('PATCH', '/tenants/demo', change)).status).toBe(200);
    await askForCode('email', 'own@example.com');
    const received = await mail.next(toReader('own@example.com'));
    expect(received.text).toMatch(/^Type \d{6} in\.\n$/);
    expect(received.headers.get('from')).toBe('Pesa Bank <no-reply@pin.example>');
    const none = { messages: { sender: null, templates: {} } };
    await server.admin('PATCH', '/tenants/demo', none);
  });

  it.each([421, 451, 550, 554])('refused with %d arrives when it is taken again', async (code) => {
    const address = `refused-${code}@example.com`;
    mail.mood = { at: code === 421 ? 'connect' : 'recipient', code };
    await askForCode('email', address);
    await listed(address, ({ tries }) => Number(tries) >= 1);
    mail.mood = null;
    await server.advanceClock(2);
    await mail.next(toReader(address));
  });
});

describe('a mail server', () => {
  it('that never greets makes nobody wait, and holds up no text message', async () => {
    mail.mood = 'silent';
    const waits: number[] = [];
    for (let n = 0; n < 8; n += 1) waits.push(await askForCode('email', `slow-${n}@example.com`));
    await askForCode('msisdn', '254700000002');
    await gateway.next(textTo('+254700000002'));
    expect(Math.max(...waits)).toBeLessThan(1_000);
    expect((await inInbox('slow-0@example.com')).state).toBe('waiting');
    expect(mail.received.some(toReader('slow-0@example.com'))).toBe(false);
  });

  it('that is down and up again gets what was waiting', async () => {
    const target = mail.port;
    await mail.close();
    await askForCode('email', 'down@example.com');
    mail = await startMailServer({ port: target });
    // Also what the silent server was asked before: its connections are gone with it.
    await server.advanceClock(40);
    await mail.next(toReader('down@example.com'));
    for (let n = 0; n < 8; n += 1) await mail.next(toReader(`slow-${n}@example.com`));
  });
});

describe('an address that reads as more than one mailbox', () => {
  it.each(['a@x.example,b', 'name<a@x.example>', 'a@x.example;b'])(
    '%s is mailed to nobody',
    async (address) => {
      const before = mail.received.length;
      await askForCode('email', address);
      const message = await listed(address, ({ tries }) => Number(tries) >= 1);
      expect(message).toMatchObject({ lastError: 'address cannot be mailed to' });
      expect(mail.received).toHaveLength(before);
    },
  );
});

describe('the list for operators', () => {
  it('says to whom and how far, and nothing of what was said', async () => {
    await askForCode('email', 'listed@example.com');
    const message = await listed('listed@example.com', ({ state }) => state === 'sent');
    expect(Object.keys(message).sort()).toEqual(
      ['id', 'channel', 'to', 'template', 'language', 'state', 'tries', 'lastError', 'at']
        .concat('settledAt')
        .sort(),
    );
    const { code } = await inInbox('listed@example.com');
    expect(JSON.stringify(message)).not.toContain(`"${code}"`);
  });
});

describe('a tenant', () => {
  const change = (messages: object) => server.admin('PATCH', '/tenants/demo', { messages });

  it('has limits in seconds, and keeps what was not changed', async () => {
    const perRecipient = { sendsMax: 7, windowSeconds: 60 };
    const { status, body } = await change({ perRecipient, notices: false });
    expect(status).toBe(200);
    expect(body['messages']).toEqual({
      ...{ sender: null, notices: false, templates: {}, perRecipient },
      perSource: { sendsMax: 300, windowSeconds: 3600 },
    });
    await change({ perRecipient: { sendsMax: 5, windowSeconds: 900 }, notices: true });
  });

  it.each([
    [{ subject: 'Code', text: 'no code' }, 'needs {code} in its text'],
    [{ subject: '{code}', text: '{code}' }, 'must not have {code} in its subject'],
    [{ subject: 'Code', text: '{code} {pin}' }, 'has {pin}; it may name'],
    [{ subject: 'Code\nBcc: b@x', text: '{code}' }, 'has a subject with a line break'],
  ])('is told which rule %j breaks', async (text, rule) => {
    const templates = { recovery_code: { en: text } };
    const { status, headers, body } = await change({ templates });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body['detail']).toContain('body/messages/templates/recovery_code/en');
    expect(body['detail']).toContain(rule);
  });

  it.each([
    { sender: 'Pesa\r\nBcc: b@x' },
    { templates: { recovery_code: { de: { subject: 'x', text: '{code}' } } } },
    { templates: { farewell: {} } },
    { perRecipient: { sendsMax: 0, windowSeconds: 60 } },
  ])('cannot have %j', async (messages) => {
    expect((await change(messages)).status).toBe(400);
  });
});

describe('a server that drips its greeting', () => {
  it('delays no call either', async () => {
    const target = mail.port;
    await mail.close();
    const dripping = createServer((socket) => {
      const timer = setInterval(() => socket.write('2'), 20);
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined);
    });
    await new Promise<void>((resolve) => dripping.listen(target, '127.0.0.1', resolve));
    expect(await askForCode('email', 'drip@example.com')).toBeLessThan(1_000);
    await askForCode('msisdn', '254700000003');
    await gateway.next(textTo('+254700000003'));
    dripping.close();
  });
});
