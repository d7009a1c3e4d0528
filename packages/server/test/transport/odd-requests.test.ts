import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw } from '../operation/raw-socket.ts';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ flags: { 'dialect-hosts': 'mixin=pins.example' } });
});
afterAll(() => server.close());

/** What says whose form a refusal is in. */
const FORMS = {
  native: ['/v1/policy/check', /"code":"[a-z_]+"/],
  circle: ['/circle/v1/w3s/users', /"code":-?\d+,"message":/],
  mixin: ['/mixin/me', /"error":\{"status":\d+,"code":\d+/],
  etna: ['/etna/api/token', /"(Message|error|message|State)":/],
  onboarding: ['/onboarding-wallet/onboarding/user/login/v1', /"res[A-Z]\w*":/],
  'mobile-banking': ['/mobile-banking', /"request_status":"ERROR"/],
} as const;
const WIRES = Object.entries(FORMS);

async function answerTo(bytes: string): Promise<string> {
  return (await sendRaw(server.baseUrl, bytes)).answer;
}

describe.each(WIRES)('in the form of its own wire, %s', (_name, [path, form]) => {
  const GOOD = 'host: x\r\nconnection: close\r\ncontent-length: 0\r\n';

  it.each([
    ['headers over 16 KiB', `POST ${path} HTTP/1.1\r\n${GOOD}x: ${'y'.repeat(17_000)}\r\n\r\n`],
    ['an unknown method', `BREW ${path} HTTP/1.1\r\n${GOOD}\r\n`],
    ['a method no wire has', `PROPFIND ${path} HTTP/1.1\r\n${GOOD}\r\n`],
    ['no Host', `POST ${path} HTTP/1.1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`],
    ['two Hosts', `POST ${path} HTTP/1.1\r\nhost: y\r\n${GOOD}\r\n`],
    ['two slashes', `POST /${path} HTTP/1.1\r\n${GOOD}\r\n`],
    ['an expectation', `POST ${path} HTTP/1.1\r\nexpect: tea\r\n${GOOD}\r\n`],
    [
      'both lengths',
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['101 headers', `POST ${path} HTTP/1.1\r\n${GOOD}${'a: b\r\n'.repeat(101)}\r\n`],
    ['a body of another coding', `POST ${path} HTTP/1.1\r\n${GOOD}content-encoding: gzip\r\n\r\n`],
  ])('%s is refused', async (_odd, bytes) => {
    const text = await answerTo(bytes);
    expect(text).toMatch(/^HTTP\/1\.1 \d{3} /);
    expect(text).not.toMatch(/^HTTP\/1\.1 5/);
    expect(text.split('\r\n\r\n').slice(1).join('')).toMatch(form);
  });
});

it('a wire on a host name of its own is known by that', async () => {
  const text = await answerTo('BREW /me HTTP/1.1\r\nhost: pins.example\r\n\r\n');
  expect(text).toMatch(FORMS.mixin[1]);
});

it.each([
  ['OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
  ['OPTIONS * HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ['BREW /nothing HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['nothing at all\r\n\r\n'],
  ['GET //nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'],
])('where no wire is, it is a problem: %j', async (bytes) => {
  expect(await answerTo(bytes)).toMatch(
    /^HTTP\/1\.1 4\d\d [\s\S]*content-type: application\/problem\+json/i,
  );
});

describe('two readings of where a request ends', () => {
  const HEAD = 'POST /v1/policy/check HTTP/1.1\r\nhost: x\r\n';
  const SMUGGLED = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';

  it.each([
    [
      'a length and chunks',
      `${HEAD}content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'chunks and a length',
      `${HEAD}transfer-encoding: chunked\r\ncontent-length: 6\r\n\r\n0\r\n\r\n`,
    ],
    ['two lengths', `${HEAD}content-length: 0\r\ncontent-length: 44\r\n\r\n`],
    ['two equal lengths', `${HEAD}content-length: 0\r\ncontent-length: 0\r\n\r\n`],
    ['a list of lengths', `${HEAD}content-length: 0, 44\r\n\r\n`],
    ['a signed length', `${HEAD}content-length: +0\r\n\r\n`],
    ['a length in hex', `${HEAD}content-length: 0x0\r\n\r\n`],
    ['chunks that are not last', `${HEAD}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['another coding', `${HEAD}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['a blank before the colon', `${HEAD}transfer-encoding : chunked\r\n\r\n0\r\n\r\n`],
    ['a folded header', `${HEAD}transfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n`],
    ['a bare line feed', `POST /v1/policy/check HTTP/1.1\nhost: x\ncontent-length: 0\n\n`],
    ['a zero byte in a header', `${HEAD}x: a\u0000b\r\ncontent-length: 0\r\n\r\n`],
    ['a chunk length that is none', `${HEAD}transfer-encoding: chunked\r\n\r\n-1\r\n\r\n`],
    [
      'a chunk longer than it says',
      `${HEAD}transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`,
    ],
  ])('%s: refused, and nothing behind it is answered', async (_name, bytes) => {
    const text = await answerTo(bytes + SMUGGLED);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(text).not.toContain('"live"');
  });

  it('chunk extensions without end are cut off', async () => {
    const flood = `1;${'x=y;'.repeat(5_000)}\r\na\r\n`;
    const text = await answerTo(
      `${HEAD}transfer-encoding: chunked\r\n\r\n${flood}${flood}0\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe('a small request that would become a large one', () => {
  const call = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    server.call('POST', '/v1/policy/check', body, headers);

  it.each(['gzip', 'deflate', 'br', 'GZIP', 'identity, gzip', 'zstd'])(
    'is not unpacked: %s',
    async (coding) => {
      const bomb =
        coding === 'gzip' ? gzipSync(Buffer.alloc(5e6)) : deflateRawSync(Buffer.alloc(5e6));
      const answer = await call(bomb, { 'content-encoding': coding });
      expect(answer.status).toBe(415);
      expect(answer.body).toMatchObject({ code: 'media_type_unsupported' });
    },
  );

  it('may say that it is as it is', async () => {
    const body = JSON.stringify({ pin: '8305' });
    expect((await call(body, { 'content-encoding': 'identity' })).status).toBe(200);
  });

  it.each([
    ['nested arrays', `{"pin":${'['.repeat(32_000)}${']'.repeat(32_000)}}`],
    ['nested arrays without end', '['.repeat(64_000)],
    ['nested objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['many keys', `{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['many keys in many objects', `[${Array.from({ length: 5_000 }, () => '{"k":1}').join(',')}]`],
  ])('is not read to its end: %s', async (_name, body) => {
    const answer = await call(body);
    expect([answer.status, answer.body['code']]).toEqual([400, 'request_malformed']);
    expect(answer.body['detail']).toMatch(/nested deeper|more than 1000 keys/);
  });

  it.each(WIRES)(
    'nesting is refused in the form of %s, by whatever type it is sent',
    async (_name, [path, form]) => {
      const deep = `{"action":"LOGIN","pin":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
      const types = [
        'application/json',
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data; boundary=x',
      ];
      for (const type of types) {
        const headers = { 'content-type': type, ...credentials() };
        const answer = await send(`${server.baseUrl}${path}`, 'POST', deep, headers);
        expect(answer.status, type).toBeLessThan(500);
        expect(answer.text, type).toMatch(form);
      }
    },
  );
});

/** Of all wires at once: each reads its own. */
function credentials(): Record<string, string> {
  const { native, etna, onboarding, mobileBanking } = server.demo;
  void native;
  const basic = Buffer.from(`${mobileBanking['username']}:${mobileBanking['password']}`);
  return {
    authorization: `Basic ${basic.toString('base64')}`,
    'et-app-key': etna.appKey,
    'x-api-key': onboarding['apiKey'] ?? '',
  };
}

it('a hundred cookies and long ones are only headers', async () => {
  const cookie = Array.from({ length: 500 }, (_, at) => `c${at}=1`).join('; ');
  expect((await server.call('GET', '/v1/policy', undefined, { cookie })).status).toBe(200);
  const session = `pintumbler=${'x'.repeat(8_000)}`;
  const answer = await send(`${server.baseUrl}/admin/v1/session`, 'GET', undefined, {
    cookie: session,
  });
  expect(answer.status).toBe(401);
});
