import { randomInt } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { onboardingDialect } from '../../src/dialects/onboarding/onboarding-dialect.ts';
import * as onboarding from '../dialects/onboarding/app.ts';
import { secretApp, switchPayload } from '../dialects/onboarding/payload-client.ts';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, spellings } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { send, type TestAnswer, type TestServer } from '../support/test-server.ts';

const USER = '/onboarding/user';

let dir: TempDir;
let server: ServerProcess;
let onlookers: Onlookers;
let receiver: Receiver;
let gateway: Receiver;

afterEach(async () => {
  await server.kill();
  await Promise.all([receiver.close(), gateway.close()]);
  await onlookers.close();
  await dir.remove();
});

/** Everything that was told; encrypted answers as they are and as their app reads them. */
const told: string[] = [];
/** PINs of this wire have four digits, which stand in anything by accident; see `holdsPin`. */
const pins: string[] = [];
const codes: string[] = [];
const secrets: string[] = [];
/** Tokens, which are only in answers to those who got them. */
const tokens = new Set<string>();

/** The same server as other tests see it. */
function face(): TestServer {
  const authorization = `Bearer ${server.demo.adminKey}`;
  const admin: TestServer['admin'] = (method, path, body) =>
    server.call(method, `/admin/v1${path}`, body, { authorization });
  return { ...server, admin } as unknown as TestServer;
}

async function newPin(): Promise<string> {
  const pin = String(randomInt(10_000)).padStart(4, '0');
  const { body } = await server.call('POST', '/v1/policy/check', { pin });
  // Nor may it be a part of the numbers people have here: 81 and zeros, and the demo's account.
  const isFine = body['ok'] === true && !/00|81|18|1477/.test(pin) && !pins.includes(pin);
  if (!isFine) return newPin();
  pins.push(pin);
  return pin;
}

type Data = Readonly<Record<string, string>>;

/** How somebody sends bodies, and reads what comes back. */
interface Way {
  readonly type: string;
  readonly token: () => Promise<string>;
  readonly seal: (body: object) => Promise<string>;
  readonly open: (text: string) => Promise<unknown>;
}

async function ways(app: onboarding.App): Promise<readonly Way[]> {
  const token = () => app.token();
  const clear = async (body: object) => JSON.stringify(body);
  const open = async (text: string) => JSON.parse(text) as unknown;
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json'];
  const inClear = types.map((type) => ({ type, token, seal: clear, open }));
  await switchPayload(face(), app, 'optional');
  const client = await secretApp(app);
  secrets.push(...(['hex', 'base64', 'latin1'] as const).map((as) => asText(client.key, as)));
  return [...inClear, { ...client, type: 'text/plain', token: async () => client.token }];
}

function asText(key: Uint8Array, encoding: BufferEncoding): string {
  return Buffer.from(key).toString(encoding).replace(/=+$/, '');
}

/** One person's whole life, with what goes wrong in it. */
async function live(app: onboarding.App, way: Way): Promise<{ login: string; account: string }> {
  const [first, second, third, wrong] = [
    ...[await newPin(), await newPin(), await newPin(), await newPin()],
  ] as const;
  const mobile = onboarding.nextMobile();
  let account = '0';
  const post = async (path: string, token: string, body: object | string, isFine = false) => {
    const text = typeof body === 'string' ? body : await way.seal(body);
    const headers = { 'content-type': way.type, 'x-account-number': account };
    const answer = await app.post(path, token, text, headers);
    const read = answer.text.startsWith('{') ? answer.body : await way.open(answer.text);
    note(answer);
    told.push(JSON.stringify(read));
    const { resCode, data } = read as { resCode: unknown; data?: Data };
    expect([path, isFine, isFine && resCode]).toEqual([path, isFine, isFine && 200]);
    if (data?.['token'] !== undefined) tokens.add(data['token']);
    return data ?? {};
  };
  const client = await way.token();
  const prove = async (otpEventType: string) => {
    const sent = await post(
      '/onboarding/otp/generateOTP/v1',
      client,
      { mobile, otpEventType },
      true,
    );
    const otpVal = await onboarding.codeFor(face(), mobile);
    codes.push(otpVal);
    const proof = { otpRef: sent['otpRef'], otpEventType, token: client, otpVal };
    const validate = '/onboarding/otp/validateOTP/v1';
    await post(validate, client, { ...proof, otpVal: otpVal === '000000' ? '000001' : '000000' });
    await post(validate, client, { ...proof, otpEventType: otpVal, otpRef: otpVal });
    return post(validate, client, proof, true);
  };
  const { token: proven = '', accountNumber = '' } = await prove('ENROLL');
  account = accountNumber;
  tokens.add(client);
  const malformed = (pin: string) => [Number(pin), `${pin} `, [pin], { [pin]: pin }];
  for (const pin of malformed(first)) {
    await post(`${USER}/saveCredentials/v1`, proven, { pin, signInMode: 1 });
  }
  await post(`${USER}/saveCredentials/v1`, proven, `{"pin":"${first}","signInMode":1`);
  await post(`${USER}/saveCredentials/v1`, proven, `pin=${first}&signInMode=1`);
  await post(`${USER}/saveCredentials/v1`, proven, { pin: first, signInMode: 1 }, true);
  const logIn = (pin: unknown, isFine = false) =>
    post(`${USER}/login/v1`, client, onboarding.loginBody({ pin }, client), isFine);
  for (const pin of [wrong, ...malformed(first)]) await logIn(pin);
  let { token: login = '' } = await logIn(first, true);
  const change = (from: unknown, to: unknown, isFine = false) =>
    post(`${USER}/changePin/v1`, login, onboarding.changeBody(from, to), isFine);
  await change(wrong, second);
  for (const pin of malformed(second)) await change(first, pin);
  await change(first, first);
  await change(first, second, true);
  const { token: again = '' } = await prove('RESETPIN');
  await post(`${USER}/resetPin/v1`, again, { pin: second, signInMode: 1 });
  await post(`${USER}/resetPin/v1`, again, { pin: third, signInMode: third });
  await post(`${USER}/resetPin/v1`, again, { pin: third, signInMode: 1 }, true);
  login = (await logIn(third, true))['token'] ?? '';
  return { login, account };
}

function note(answer: TestAnswer): void {
  const headers = [...answer.headers].filter(([name]) => name !== 'content-length');
  told.push(answer.text, JSON.stringify(headers));
}

/** Puts secrets where they do not belong, on every address, by every method. */
async function putEverywhere(app: onboarding.App, token: string, account: string): Promise<void> {
  const pin = await newPin();
  const fields = ['pin', 'currentPin', 'newPin', 'otpVal', 'otpRef', 'otpEventType', 'mobile'];
  const others = ['dob', 'idNumber', 'kycDocId', 'fcmId', 'referenceId', 'tokenReferenceId'];
  const body = Object.fromEntries([...fields, ...others, pin].map((name) => [name, pin]));
  const full = JSON.stringify({ ...body, signInMode: 1, token, deviceId: 'a-phone' });
  const query = new URLSearchParams(body).toString();
  const known = { 'x-api-token': token, 'x-api-key': app.apiKey, 'x-account-number': account };
  const odd = { 'x-request-id': `pin ${pin}`, cookie: `pin=${pin}`, 'x-account-number': pin };
  const paths = onboardingDialect.routes.map(({ path }) => path.trim());
  const inOrder = [...new Set(paths)].filter((path) => !path.includes('logout'));
  for (const path of inOrder) {
    const url = `${app.base}${path}`;
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const ask = async (at: string, given: Record<string, string>, text?: string) =>
        note(await send(at, method, text, { 'content-type': 'text/plain', ...given }));
      await Promise.all([
        ask(`${url}?${query}`, known),
        ask(url, { ...known, ...odd }),
        ask(url, { ...known, 'x-api-token': pin, 'x-api-key': pin }),
        ...(method === 'GET'
          ? []
          : [full, query, full.slice(0, -1), `"${pin}"`].map((text) => ask(url, known, text))),
      ]);
    }
  }
}

/** The digits by themselves; among bytes, only as anybody would write them down on purpose. */
function holdsPin([sink, content]: readonly [string, string], pin: string): boolean {
  const written = [`"${pin}"`, `'${pin}'`, `=${pin}&`, `:${pin},`, `: ${pin}`, `:${pin}}`];
  const alone = new RegExp(`(?<![0-9A-Za-z.-])${pin}(?![0-9A-Za-z.-])`);
  const shown = sink.includes('/')
    ? written.some((each) => content.includes(each))
    : alone.test(content);
  return shown || spellings(pin).some((each) => each.length >= 12 && content.includes(each));
}

function holdsCode(content: string, code: string): boolean {
  const alone = new RegExp(`(?<![0-9A-Za-z])${code}(?![0-9A-Za-z])`);
  return (
    alone.test(content) || spellings(code).some((each) => each.length > 6 && content.includes(each))
  );
}

it('leaves no PIN, code, token or key of the onboarding wire where it does not belong', async () => {
  dir = makeTempDir();
  [receiver, gateway] = await Promise.all([startReceiver(), startReceiver()]);
  onlookers = await startOnlookers();
  const flags = ['--log-level', 'trace', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags, {
    PINTUMBLER_SMS_URL: gateway.url,
    PINTUMBLER_SMS_SECRET: `whsec_${Buffer.alloc(24, 5).toString('base64')}`,
  });
  await server.call('POST', '/v1/webhooks', { url: receiver.url });
  const app = onboarding.demoApp(face());
  const lives: { login: string; account: string }[] = [];
  for (const way of await ways(app)) lives.push(await live(app, way));
  await switchPayload(face(), app, 'off');
  for (const { login, account } of lives.slice(0, 1)) await putEverywhere(app, login, account);
  const trail = ['/dev/events', '/admin/v1/tenants/demo/audit', '/admin/v1/tenants/demo/messages'];
  const staff = { authorization: `Bearer ${server.demo.adminKey}` };
  const asked = trail.map((path) => server.call('GET', path, undefined, staff));
  const trailed = (await Promise.all(asked)).map(({ text }) => text).join('\n');
  await receiver.next(({ body }) => body['type'] === 'pin.reset');
  await gateway.next(({ text }) => text.includes(codes.at(-1) ?? 'none'));
  const whileRunning = await everythingKept(dir.path);
  const metrics = await onlookers.metrics(server);
  await server.terminate();

  const all: (readonly [string, string])[] = [
    ...[...whileRunning, ...(await everythingKept(dir.path))].filter(
      ([name]) => !name.endsWith('demo.json'),
    ),
    ['log', server.stderr()],
    metrics,
    onlookers.traces(),
    ['trail', trailed],
    ['webhooks', receiver.received.map(({ text }) => text).join('\n')],
    ['text messages', gateway.received.map(({ text }) => text).join('\n')],
    ['answers', told.join('\n')],
  ];
  const found = (holds: (text: string) => boolean) =>
    all.flatMap(([sink, text]) => (holds(text) ? [sink] : []));
  const holding = (form: string) => found((text) => text.includes(form));
  expect(whileRunning.some(([, text]) => text.includes('pin.reset'))).toBe(true);
  // The searcher must find what is there: tokens in answers, codes in messages.
  expect([codes.length, pins.length, tokens.size > 10]).toEqual([8, 17, true]);
  for (const token of tokens) {
    for (const form of [token, ...token.split('.').slice(3), asText(Buffer.from(token), 'hex')])
      expect(holding(form).filter((sink) => sink !== 'answers')).toEqual([]);
  }
  expect(holding([...tokens].at(-1) ?? '')).toEqual(['answers']);
  for (const code of codes)
    expect(found((text) => holdsCode(text, code))).toEqual(['text messages']);
  for (const pin of pins) {
    const sinks = all.filter((sink) => holdsPin(sink, pin)).map(([name]) => name);
    expect([pin, sinks]).toEqual([pin, []]);
  }
  for (const secret of [...secrets, app.secret]) expect(holding(secret)).toEqual([]);
}, 120_000);
