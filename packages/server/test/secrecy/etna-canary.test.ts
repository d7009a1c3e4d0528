import { randomInt, randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { etnaDialect } from '../../src/dialects/etna/etna-dialect.ts';
import { bearer, type Headers, sendGet } from '../dialects/etna/app.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, spellings } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { send, type TestAnswer } from '../support/test-server.ts';

type Who = 'ann' | 'bob';

let dir: TempDir;
let server: ServerProcess;
let onlookers: Onlookers;
let mail: MailServer;
let receiver: Receiver;

afterEach(async () => {
  await server.kill();
  await Promise.all([mail.close(), receiver.close()]);
  await onlookers.close();
  await dir.remove();
});

/** Everything that was told, by who asked. */
const told: { readonly who: Who; readonly text: string }[] = [];
const tokens = new Map<string, Who>();
const phrases = { ann: 'quokka in the reeds', bob: 'pangolin by the lamp' } as const;
const REFUSED_PHRASE = 'otter under the moon';
/** What is told to nobody at all. */
const secrets: string[] = [REFUSED_PHRASE];
const CODE = /(?<!\d)\d{6}(?= is your)/;

function keep(secret: string): string {
  secrets.push(secret);
  return secret;
}

const newPassword = () => keep(`Kettle-${randomUUID()}`);

/** Long enough that finding one by accident is out of the question. */
async function newPin(): Promise<string> {
  const pin = Array.from({ length: 12 }, () => randomInt(10)).join('');
  const { body } = await server.call('POST', '/v1/policy/check', { pin });
  return body['ok'] === true ? keep(pin) : newPin();
}

function askStaff(method: string, path: string, body?: object) {
  const authorization = `Bearer ${server.demo.adminKey}`;
  return server.call(method, `/admin/v1/tenants/demo${path}`, body, { authorization });
}

async function ask(who: Who, method: string, path: string, body?: unknown, headers: Headers = {}) {
  const { baseUrl, appKey } = server.demo.etna;
  const all = { 'et-app-key': appKey, ...headers };
  const url = `${baseUrl}${path}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const withBody = method === 'GET' && body !== undefined;
  const answer = await (withBody ? sendGet(url, text, all) : send(url, method, body, all));
  told.push({ who, text: `${answer.text} ${JSON.stringify([...answer.headers])}` });
  for (const name of ['Token', 'ConfirmationToken', 'Model']) {
    const value = answer.body[name];
    if (typeof value === 'string' && value.length > 100) tokens.set(value, who);
  }
  return answer;
}

const read = new Set<string>();

/** The next code that is mailed; each one is good for one thing. */
async function mailedCode(): Promise<string> {
  const codeIn = (text: string) => CODE.exec(text)?.[0] ?? '';
  const isNew = ({ text }: { text: string }) => CODE.test(text) && !read.has(codeIn(text));
  const code = codeIn((await mail.next(isNew)).text);
  read.add(code);
  return code;
}

const mailbox = (who: Who) => `${who}@example.com`;
const otherCode = (code: string) => (code === '739205' ? '618033' : '739205');

/** One person's whole life, with what goes wrong in it. */
async function live(who: Who): Promise<{ token: string; pin: string; password: string }> {
  const [first, second, wrong] = [await newPin(), await newPin(), await newPin()];
  const [given, own, reset] = [newPassword(), newPassword(), newPassword()];
  const [changed, bad] = [newPassword(), newPassword()];
  const email = { type: 'email', value: mailbox(who) };
  await server.call('POST', '/v1/subjects', { id: who, identifiers: [email] });
  await askStaff('PUT', `/subjects/${who}/password`, { password: given });
  const logIn = (password: string, headers: Headers = {}) =>
    ask(who, 'POST', '/token', undefined, { username: mailbox(who), password, ...headers });
  const change = (method: string, Token: unknown, Pin: unknown, token: string, more = {}) => {
    const chosen = { Token, Pin, ImageName: 'robot.png', PersonalPhrase: phrases[who], ...more };
    return ask(who, method, '/v1.0/users/pincode/change', chosen, bearer(token));
  };
  const must = async (answer: Promise<TestAnswer>, status = 200) => {
    const got = await answer;
    expect([got.status, got.text]).toEqual([status, got.text]);
    return got.body as Record<string, string>;
  };
  const finish = (Token: unknown, Password: string, PasswordConfirmation = Password) => {
    const chosen = { Token, Password, PasswordConfirmation };
    return ask(who, 'PUT', '/v1.0/users/passwords/reset/', chosen);
  };

  await logIn(bad, { pincode: wrong });
  const begun = await must(logIn(given), 401);
  await must(finish(begun['ConfirmationToken'], own));
  const { ConfirmationToken: once, Token = '' } = await must(logIn(own), 202);
  await change('PUT', once, Number(first), Token, { ImageName: wrong });
  await change('PUT', once, [first], Token, { PersonalPhrase: first });
  await change('PUT', once, first, Token, { PersonalPhrase: `${REFUSED_PHRASE}\u0000` });
  await must(change('GET', once, first, Token));
  await logIn(own, { pincode: wrong });
  expect((await must(logIn(own), 202))['PersonalPhrase']).toBe(phrases[who]);
  let { Token: full = '' } = await must(logIn(own, { pincode: first }));

  await must(ask(who, 'POST', '/v1.0/users/@me/pincode', undefined, bearer(full)));
  const swap = '/v1.0/users/identifiers/reset/code';
  const right = { Code: await mailedCode(), Identifier: 'ResetPinCode' };
  await ask(who, 'POST', swap, { ...right, Code: otherCode(right.Code) });
  await ask(who, 'POST', swap, { ...right, Identifier: right.Code });
  const { Model: forPin } = await must(ask(who, 'POST', swap, right));
  await change('POST', forPin, first, full);
  await must(change('POST', forPin, second, full));
  await change('POST', forPin, wrong, full);

  await must(ask(who, 'POST', '/v1/users/password/reset', { User: mailbox(who) }));
  const Code = await mailedCode();
  const { Model } = await must(ask(who, 'POST', '/v1/users/password/reset/code', { Code }));
  await finish(Model, reset, bad);
  await must(finish(Model, reset));
  full = (await must(logIn(reset, { pincode: second })))['Token'] ?? '';
  const known = { OldPassword: reset, Password: changed, PasswordConfirm: changed };
  const replace = (body: object) =>
    ask(who, 'PUT', '/v1.0/users/@me/password/change', body, bearer(full));
  await replace({ ...known, OldPassword: bad });
  await must(replace(known));
  const { Token: token = '' } = await must(logIn(changed, { pincode: second }));
  return { token, pin: second, password: changed };
}

/** Password, then a mailed code, then the PIN. */
async function logInByCode(who: Who, { pin, password }: { pin: string; password: string }) {
  await askStaff('PATCH', '', { dialects: { etna: { secondFactor: 'email' } } });
  const show = async (token: unknown, more: Headers) => {
    const headers = { username: mailbox(who), password, ...bearer(token), ...more };
    return (await ask(who, 'POST', '/token', undefined, headers)).body;
  };
  const { Token: asked } = await show('', { pincode: pin });
  const code = await mailedCode();
  await show(asked, { verificationcode: otherCode(code) });
  const { Token: proven } = await show(asked, { verificationcode: code });
  expect((await show(proven, { pincode: pin }))['State']).toBe('Succeeded');
  await askStaff('PATCH', '', { dialects: { etna: {} } });
}

/** Puts secrets where they do not belong, on every address, by every method. */
async function putEverywhere(who: Who, token: string): Promise<void> {
  const [pin, password] = [await newPin(), newPassword()];
  const ofPassword = ['User', 'Password', 'PasswordConfirm', 'PasswordConfirmation', 'OldPassword'];
  const ofPin = ['Pin', 'Token', 'Code', 'Identifier', 'username', pin].map((name) => [name, pin]);
  const body = Object.fromEntries([...ofPin, ...ofPassword.map((name) => [name, password])]);
  const query = `?${new URLSearchParams(body)}`;
  const besides = { 'x-request-id': `pin ${pin}`, cookie: pin, 'idempotency-key': pin };
  const shown = { username: pin, password, pincode: pin, verificationcode: pin, ...besides };
  const own = bearer(token);
  const form = { ...own, 'content-type': 'application/x-www-form-urlencoded' };
  // Logging out goes last: it ends the token.
  const paths = new Set(etnaDialect.routes.map(({ path }) => path.replace(/^\/api/, '')));
  const inOrder = [...paths].sort((one, other) => one.indexOf('logout') - other.indexOf('logout'));
  for (const pattern of inOrder) {
    const path = pattern.replace(':userId', '@me');
    for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS']) {
      // Of an address nobody serves, its path is said again; not so where there is a call.
      const withPin = method === 'OPTIONS' ? path : pattern.replace(':userId', pin);
      await Promise.all([
        ask(who, method, `${path}${query}`, undefined, own),
        ask(who, method, withPin, undefined, own),
        ask(who, method, path, undefined, { ...shown, ...bearer(pin) }),
        ask(who, method, path, undefined, { ...shown, 'et-app-key': pin }),
        ask(who, method, path, body, own),
        ask(who, method, path, `{"Pin":"${pin}","Password":"${password}`, own),
        ask(who, method, path, query.slice(1), form),
      ]);
    }
  }
}

/** A token as it is sent, the one inside of it, and the parts of that one that are secret. */
function formsOf(token: string): readonly string[] {
  const inner = Buffer.from(token, 'base64').toString('latin1');
  return [...spellings(token), inner, ...inner.split('.').slice(2)];
}

/** Six digits by themselves, not those within a longer number or within bytes written as such. */
function holdsCode(content: string, code: string): boolean {
  const alone = new RegExp(`(?<![0-9A-Za-z])${code}(?![0-9A-Za-z])`);
  const others = spellings(code).filter((each) => !/^\d+$/.test(each));
  return alone.test(content) || others.some((each) => content.includes(each));
}

it('leaves no PIN, password, code, token or phrase of the ETNA wire where it does not belong', async () => {
  dir = makeTempDir();
  [mail, receiver] = await Promise.all([startMailServer(), startReceiver()]);
  onlookers = await startOnlookers();
  const flags = ['--log-level', 'trace', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags, {
    PINTUMBLER_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    PINTUMBLER_MAIL_FROM: 'no-reply@pin.example',
  });
  await server.call('POST', '/v1/webhooks', { url: receiver.url });
  const ann = await live('ann');
  const bob = await live('bob');
  await logInByCode('ann', ann);
  await putEverywhere('bob', bob.token);
  const wrong = { username: mailbox('ann'), password: ann.password, pincode: bob.pin };
  for (let guess = 0; guess < 6; guess += 1) await ask('ann', 'POST', '/token', undefined, wrong);
  const events = server.call('GET', '/dev/events');
  const trail = [askStaff('GET', '/audit'), askStaff('GET', '/messages'), events];
  const trailed = (await Promise.all(trail)).map(({ text }) => text).join('\n');
  await receiver.next(({ body }) => body['type'] === 'pin.locked');
  const whileRunning = await everythingKept(dir.path);
  expect(whileRunning.some(([, text]) => text.includes('pin.locked'))).toBe(true);
  const metrics = await onlookers.metrics(server);
  await server.terminate();
  const answersTo = (whom: Who) =>
    told.flatMap(({ who, text }) => (who === whom ? [text] : [])).join('\n');
  const all: (readonly [string, string])[] = [
    ...[...whileRunning, ...(await everythingKept(dir.path))],
    ['log', server.stderr()],
    metrics,
    onlookers.traces(),
    ['trail', trailed],
    ['webhooks', receiver.received.map(({ text }) => text).join('\n')],
    ['mails', JSON.stringify(mail.received)],
    ['to ann', answersTo('ann')],
    ['to bob', answersTo('bob')],
  ];
  const holding = (forms: readonly string[]) =>
    all.flatMap(([sink, text]) => (forms.some((form) => text.includes(form)) ? [sink] : []));

  // The searcher must find what is there: tokens and phrases in answers, codes in mails.
  expect([tokens.size > 15, read.size]).toEqual([true, 5]);
  for (const [token, who] of tokens) expect(holding(formsOf(token))).toEqual([`to ${who}`]);
  for (const code of mail.received.flatMap(({ text }) => CODE.exec(text) ?? [])) {
    expect(all.flatMap(([sink, text]) => (holdsCode(text, code) ? [sink] : []))).toEqual(['mails']);
  }
  expect(holding(spellings(phrases.ann))).toEqual(['to ann']);
  expect(holding(spellings(phrases.bob))).toEqual(['to bob']);
  for (const secret of secrets) {
    expect([secret, holding(spellings(secret))]).toEqual([secret, []]);
  }
}, 120_000);
