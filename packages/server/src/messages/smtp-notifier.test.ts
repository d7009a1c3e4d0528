import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import type { RenderedMessage } from '../core/ports/notifier.ts';
import { createSmtpNotifier } from './smtp-notifier.ts';
import { smtpOptions } from './smtp-options.ts';

const MESSAGE: RenderedMessage = {
  ...{ id: 'm-1', to: 'ann@example.com', sender: 'Acme', language: 'en' },
  ...{ subject: 'Acme: your code', text: '831046 is your code.' },
};
const never = new AbortController().signal;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(options: Parameters<typeof startMailServer>[0] = {}) {
  const mail: MailServer = await startMailServer(options);
  closing.push(mail.close);
  const target = { host: '127.0.0.1', port: mail.port, secure: false, signIn: null };
  const open = (signIn: { user: string; password: string } | null = null) => {
    const server = { ...target, signIn };
    const notifier = createSmtpNotifier({ server, from: 'no-reply@pin.example' });
    closing.push(notifier.close);
    return notifier;
  };
  return { mail, open, target };
}

describe('a mail', () => {
  it('is text with the headers it should have, to one recipient', async () => {
    const { mail, open } = await setUp();
    await open().deliver(MESSAGE, never);
    const [received] = mail.received;
    expect(received).toMatchObject({ from: 'no-reply@pin.example', to: ['ann@example.com'] });
    expect(received?.text).toBe('831046 is your code.\n');
    const { headers } = received ?? { headers: new Map<string, string>() };
    expect(headers.get('from')).toBe('Acme <no-reply@pin.example>');
    expect(headers.get('to')).toBe('ann@example.com');
    expect(headers.get('subject')).toBe('Acme: your code');
    expect(headers.get('message-id')).toBe('<m-1@pin.example>');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('content-language')).toBe('en');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(Math.abs(Date.now() - Date.parse(headers.get('date') ?? ''))).toBeLessThan(60_000);
  });

  it('may be in any language, and its sender have any name', async () => {
    const { mail, open } = await setUp();
    const arabic = '831046 هو رمزك في مصرف. لن يطلبه منك أحد أبدًا.';
    const sender = 'مصرف, "Acme" <boss@evil.example>';
    await open().deliver({ ...MESSAGE, sender, subject: 'مصرف: رمز', text: arabic }, never);
    const [received] = mail.received;
    expect(received?.text).toBe(`${arabic}\n`);
    expect(received?.headers.get('subject')).toBe('مصرف: رمز');
    expect(received?.headers.get('from')).toContain('<no-reply@pin.example>');
    expect(received?.from).toBe('no-reply@pin.example');
    expect(received?.to).toEqual(['ann@example.com']);
  });

  it.each([
    'a@x.com,b@y.com',
    'a@x.com,b',
    'Name<a@b>',
    '<a@b>',
    'a;b@x.com',
    'group:a@x.com',
    '"a"@x.com',
    'a(b)@x.com',
    'a\u0000@x.com',
    'a@x.com\r\nBcc:b@y.com',
  ])('to %j is not sent to anybody', async (to) => {
    const { mail, open } = await setUp();
    await expect(open().deliver({ ...MESSAGE, to }, never)).rejects.toThrow(
      'address cannot be mailed to',
    );
    expect(mail.connections).toBe(0);
  });

  it('cannot begin a header with a subject', async () => {
    const { mail, open } = await setUp();
    await open().deliver({ ...MESSAGE, subject: 'Hello\r\nBcc: eve@evil.example' }, never);
    expect(mail.received[0]?.to).toEqual(['ann@example.com']);
    expect(mail.received[0]?.headers.has('bcc')).toBe(false);
  });
});

describe('the connection', () => {
  it('is upgraded where it can be, and used again while there is more to send', async () => {
    const { mail, open } = await setUp();
    const notifier = open();
    for (const id of ['m-1', 'm-2', 'm-3']) await notifier.deliver({ ...MESSAGE, id }, never);
    expect(mail.received.map(({ encrypted }) => encrypted)).toEqual([true, true, true]);
    expect(mail.connections).toBe(1);
  });

  it('off this machine is encrypted or not used', async () => {
    const elsewhere = { host: 'mail.example.com', port: 587, secure: false, signIn: null };
    expect(smtpOptions(elsewhere)).toMatchObject({ requireTLS: true });
    expect(smtpOptions({ ...elsewhere, secure: true })).toMatchObject({ secure: true });
    for (const options of [smtpOptions(elsewhere), smtpOptions({ ...elsewhere, host: '10.0.0.7' })])
      expect(options.tls).toBeUndefined();

    // Its rules, on a server that offers no encryption, then on one that nobody vouches for.
    for (const options of [{ disabledCommands: ['STARTTLS'] }, {}]) {
      const { mail } = await setUp(options);
      const rules = { ...smtpOptions(elsewhere), host: '127.0.0.1', port: mail.port };
      const transport = createTransport(rules);
      const letter = { from: 'a@x.example', to: 'b@x.example', text: 'hello' };
      await expect(transport.sendMail(letter)).rejects.toThrow(/STARTTLS|certificate/);
      transport.close();
      expect(mail.received).toEqual([]);
    }
  });

  it('is signed in where the operator says how', async () => {
    const { mail, open } = await setUp({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        if (password === 'right') done(null, { user: username });
        else done(Object.assign(new Error('no'), { responseCode: 535 }));
      },
    });
    await open({ user: 'pin@example.com', password: 'right' }).deliver(MESSAGE, never);
    expect(mail.received[0]?.user).toBe('pin@example.com');
    const wrong = open({ user: 'pin@example.com', password: 'hunter2' });
    await expect(wrong.deliver(MESSAGE, never)).rejects.toThrow(
      'mail server answered 535 to the sign-in',
    );
  });
});

describe('a failure', () => {
  it.each([
    ['connect', 421, 'mail server answered 421 to the connection'],
    ['sender', 451, 'mail server answered 451 to the sender'],
    ['recipient', 550, 'mail server answered 550 to the recipient'],
    ['message', 554, 'mail server answered 554 to the message'],
  ] as const)('at %s is told by its number, in none of its words', async (at, code, words) => {
    const { mail, open } = await setUp();
    mail.mood = { at, code };
    await expect(open().deliver(MESSAGE, never)).rejects.toThrow(new RegExp(`^${words}$`));
  });

  it('of a server that is not there has words, too', async () => {
    const { mail, open } = await setUp();
    await mail.close();
    await expect(open().deliver(MESSAGE, never)).rejects.toThrow('mail server: connection refused');
  });

  it('ends the wait for a server that says nothing, and leaves no connection', async () => {
    const { mail, open } = await setUp();
    mail.mood = 'silent';
    const notifier = open();
    const startedAt = performance.now();
    await expect(notifier.deliver(MESSAGE, AbortSignal.timeout(100))).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    mail.mood = null;
    await notifier.deliver({ ...MESSAGE, id: 'm-2' }, never);
    expect(mail.received).toHaveLength(1);
  });
});
