import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { etnaDialect } from '../../src/dialects/etna/etna-dialect.ts';
import { mountDialect } from '../../src/http/mount-dialect.ts';
import { buildServer } from '../../src/http/server.ts';
import { createLog } from '../../src/observability/log.ts';
import { type App, bearer, choice, demoApp, enrol, PIN, tokenOf } from '../dialects/etna/app.ts';
import { noLimits } from '../support/no-limits.ts';
import { openTestCore } from '../support/test-core.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { sendRaw } from './raw-socket.ts';

const CHANGE = '/etna/api/v1.0/users/pincode/change';
const SETTINGS = '/etna/api/v1.0/applications/mobile/settings';
const BODY_MAX_BYTES = 64 * 1024;

let server: TestServer;
let app: App;
beforeAll(async () => {
  server = await startTestServer();
  app = demoApp(server);
});
afterAll(() => server.close());

type Headers = Readonly<Record<string, string>>;

/** A request as bytes; `body` comes with its own framing. */
function frame(method: string, path: string, headers: Headers, body = '\r\n'): string {
  const lines = Object.entries({ host: 'x', ...headers }).map((each) => each.join(': '));
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n${body}`;
}

const sized = (text: string) => `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;

function chunked(text: string): string {
  const parts = text.match(/[\s\S]{1,40}/g) ?? [];
  const chunks = parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`);
  return `transfer-encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`;
}

interface Answer {
  readonly status: number;
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

/** Sends requests over one connection, all at once, the last of which ends it. */
async function converse(...requests: readonly string[]): Promise<readonly Answer[]> {
  const last = frame('GET', SETTINGS, {
    ...{ 'et-app-key': app.appKey, 'x-request-id': 'the-last-one', connection: 'close' },
  });
  const { answer } = await sendRaw(server.baseUrl, [...requests, last].join(''));
  const parts = (await answer).split(/(?=HTTP\/1\.1 \d{3} )/);
  return parts.map((part) => {
    const [head = '', ...text] = part.split('\r\n\r\n');
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
    const status = Number(head.split(' ')[1]);
    return {
      status,
      id: header('x-request-id'),
      type: header('content-type'),
      text: text.join(''),
    };
  });
}

const LAST = { status: 200, id: 'the-last-one', text: '{"Settings":{"PinEnabled":true}}' };

/** Looks like another request to whoever loses count of the bytes. */
const SMUGGLED = frame('GET', '/health/live', { 'x-request-id': 'smuggled-one' });
const JSON_TEXT = JSON.stringify(choice('no-token', PIN));

const BODIES: readonly (readonly [string, Headers, string])[] = [
  ['JSON', { 'content-type': 'application/json' }, sized(JSON_TEXT)],
  ['what looks like a request', { 'content-type': 'application/json' }, sized(SMUGGLED)],
  ['no content type', {}, sized(SMUGGLED)],
  ['a content type that is none', { 'content-type': ';;;' }, sized(SMUGGLED)],
  ['a content type nobody knows', { 'content-type': 'x-y/z; charset=no' }, sized(SMUGGLED)],
  ['chunks', { 'content-type': 'text/plain' }, chunked(SMUGGLED)],
  ['chunks without a type', {}, chunked(SMUGGLED)],
  ['a type and nothing else', { 'content-type': 'application/json' }, '\r\n'],
  ['no bytes', { 'content-type': ';;;' }, sized('')],
];

/** Where no body is read, with the keys that go with them. */
function silentCalls(): readonly (readonly [string, Headers])[] {
  const key = { 'et-app-key': app.appKey };
  return [
    [SETTINGS, key],
    ['/etna/api/v1/users/password/secret-question?username=nobody', key],
    ['/etna/api/token', key],
    ['/etna/api/v1/nothing', key],
    ['/health/live', {}],
    ['/docs/faults', {}],
    ['/circle/ping', {}],
    ['/circle/v1/nothing', {}],
    ['/mixin/me', {}],
    ['/nothing', {}],
  ];
}

describe('a GET with a body', () => {
  it.each(BODIES)(
    'is answered as one without where none is read: %s',
    async (_n, headers, body) => {
      for (const [path, keys] of silentCalls()) {
        const ask = (more: Headers, bytes?: string) =>
          converse(
            frame('GET', path, { 'x-request-id': 'the-first-one', ...keys, ...more }, bytes),
          );
        const [without] = await ask({});
        const [first, ...others] = await ask(headers, body);
        expect([path, withoutTime(first)]).toEqual([path, withoutTime(without)]);
        expect([path, first?.id]).toEqual([path, 'the-first-one']);
        expect([path, others]).toMatchObject([path, [LAST]]);
      }
    },
  );

  it.each(BODIES)(
    'of a caller of JSON is refused as theirs or not looked at: %s',
    async (...given) => {
      const [, headers, body] = given;
      for (const [path, key] of [
        ['/v1/policy', server.demo.native.apiKey],
        ['/admin/v1/tenants', server.demo.adminKey],
      ] as const) {
        const all = { authorization: `Bearer ${key}`, 'x-request-id': 'the-first-one', ...headers };
        const [first, ...others] = await converse(frame('GET', path, all, body));
        expect(first?.status).toBe(200);
        expect(first?.type).toMatch(first?.status === 200 ? /json/ : /problem\+json/);
        expect([first?.id, others]).toMatchObject(['the-first-one', [LAST]]);
      }
    },
  );

  it.each([
    ['a content type', { 'content-type': 'application/json' }, sized],
    ['none', {}, sized],
    ['one that is none', { 'content-type': ';;;' }, sized],
    ['chunks', { 'content-type': 'application/json' }, chunked],
  ] as const)(
    'is read by the call that puts a PIN in force: %s',
    async (_name, headers, framed) => {
      const person = await enrol(server);
      const { ConfirmationToken, Token } = (await app.logIn(person)).body;
      const text = JSON.stringify(choice(ConfirmationToken, PIN));
      const all = { 'et-app-key': app.appKey, ...bearer(Token), ...headers };
      const [first, ...others] = await converse(frame('GET', CHANGE, all, framed(text)));
      expect([first?.status, others]).toMatchObject([200, [LAST]]);
      await tokenOf(app, person, PIN);
    },
  );

  it.each([
    ['with its length', sized],
    ['in chunks', chunked],
  ] as const)('over the limit is told so in the form of its wire: %s', async (_name, framed) => {
    const large = 'x'.repeat(BODY_MAX_BYTES + 1);
    for (const [path, status, said] of [
      [CHANGE, 413, { Message: expect.any(String) }],
      [SETTINGS, 413, { Message: expect.any(String) }],
      ['/v1/policy', 413, { code: 'body_too_large', status: 413 }],
      ['/health/live', 413, { code: 'body_too_large', status: 413 }],
      ['/circle/ping', 413, { code: expect.any(Number), message: expect.any(String) }],
      ['/mixin/me', 202, { error: { status: 202, code: expect.any(Number) } }],
      ['/onboarding-wallet/onboarding/userProfile/v2/fetchDetails', 413, { resCode: 'ONB004' }],
    ] as const) {
      const request = frame('GET', path, { 'content-type': 'text/plain' }, framed(large));
      const [first, ...others] = await converse(request);
      expect([path, first?.status]).toEqual([path, status]);
      expect([path, JSON.parse(first?.text ?? '')]).toMatchObject([path, said]);
      // The connection may end, but not be confused.
      expect([[], [LAST.id]]).toContainEqual(others.map(({ id }) => id));
    }
  });
});

it.each(['HEAD', 'OPTIONS'])('%s with a body is answered as one without', async (method) => {
  for (const [path, keys] of silentCalls()) {
    for (const [name, headers, body] of BODIES) {
      const all = { 'x-request-id': 'the-first-one', ...keys };
      const [without] = await converse(frame(method, path, all));
      const [first, ...others] = await converse(frame(method, path, { ...all, ...headers }, body));
      expect([path, name, first?.status]).toEqual([path, name, without?.status]);
      expect([path, name, others]).toMatchObject([path, name, [LAST]]);
    }
  }
});

it('a GET whose body does not arrive is ended in time, wherever it goes', async () => {
  const { core, close } = await openTestCore();
  const refuse = () => {
    throw new Error('nothing is asked for that is not there');
  };
  const log = createLog('silent');
  const limits = noLimits();
  const others = { makeId: () => 'an-id', hosts: new Map(), trustedProxies: [], limits };
  const built = buildServer({ log, ...others, answerUnknown: refuse, answerUnroutable: refuse });
  mountDialect(built, etnaDialect, { core, log, limits });
  // Half a minute otherwise.
  Object.assign(built.server, { requestTimeout: 200, headersTimeout: 100 });
  const url = await built.listen({ host: '127.0.0.1', port: 0 });
  const halves = [CHANGE, SETTINGS, '/etna/api/nothing'].flatMap((path) =>
    [sized(JSON_TEXT).slice(0, -5), chunked(JSON_TEXT).slice(0, -9)].map((body) =>
      sendRaw(url, frame('GET', path, {}, body)),
    ),
  );
  const startedAt = performance.now();
  for (const { answer } of await Promise.all(halves)) {
    expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request_malformed"/);
  }
  expect(performance.now() - startedAt).toBeLessThan(8_000);
  await built.close();
  await close();
});

/** What depends on the moment: the state of the server has a time in it. */
function withoutTime(answer: Answer | undefined) {
  const text = answer?.text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
  return { ...answer, text };
}
