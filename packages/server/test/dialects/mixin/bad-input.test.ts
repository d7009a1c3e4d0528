import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  appOf,
  FIRST_PIN,
  failures,
  makePerson,
  NEW_PIN,
  type Person,
  remaining,
} from './people.ts';
import { refusalCode } from './refusal.ts';
import type { AskOptions } from './signer.ts';

let server: TestServer;
let person: Person;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  person = await makePerson(server);
});
/** Whatever was sent: nobody was charged for it, and the right PIN is still right. */
afterEach(async () => {
  expect(await remaining(server, person.userId)).toBe(5);
  expect(await failures(person)).toEqual([]);
  expect((await person.verify(FIRST_PIN)).data).toMatchObject({ user_id: person.userId });
});

const verify = (pin: unknown, options?: AskOptions) =>
  person.ask('POST', '/pin/verify', { pin }, options);

describe('a PIN text', () => {
  it('that is cut, longer or changed is told like a wrong PIN, for free', async () => {
    const box = () => Buffer.from(person.seal(FIRST_PIN), 'base64url');
    const flipped = (at: number) => {
      const bytes = box();
      bytes[at] = (bytes[at] ?? 0) ^ 0x80;
      return bytes;
    };
    // In the first block a changed byte is one of the PIN's or of the time, which nothing guards.
    const broken = [0, 1, 15, 16, 17, 31, 32, 33, 47].map((size) => box().subarray(0, size));
    const longer = [16, 17, 4096].map((size) => Buffer.concat([box(), randomBytes(size)]));
    const texts = [...broken.slice(1), ...longer, flipped(47), flipped(12)];
    for (const bytes of texts) {
      const { length } = bytes.toString('base64url');
      const answer = await verify(bytes.toString('base64url'));
      expect([bytes.length, refusalCode(answer)]).toEqual([
        bytes.length,
        length > 1024 ? 10002 : 20119,
      ]);
    }
    for (const text of ['482915', 'ä', '%%%', 'AA=A', '\u0000', ' '.repeat(64), '=']) {
      expect([text, refusalCode(await verify(text))]).toEqual([text, 20119]);
    }
  });

  it('with bad padding, or without a tail, is told in the same words', async () => {
    const words = new Set();
    for (const padding of [
      Buffer.alloc(10),
      Buffer.alloc(10, 11),
      Buffer.concat([Buffer.alloc(9, 9), Buffer.from([10])]),
      Buffer.alloc(26, 26),
      Buffer.alloc(10, 255),
    ]) {
      const { error, ...answer } = await person.verify(FIRST_PIN, { padding });
      expect(refusalCode({ ...answer, ...(error && { error }) })).toBe(20119);
      words.add(JSON.stringify(error));
    }
    expect(words.size).toBe(1);
  });

  it('of another person is nothing here', async () => {
    const other = await makePerson(server);
    expect(refusalCode(await verify(other.seal(FIRST_PIN)))).toBe(20119);
  });

  it.each([
    ['nothing', ''],
    ['four digits', '4829'],
    ['seven digits', '4829150'],
    ['letters', '48291a'],
    ['digits of another script', '٤٨٢٩١٥'],
    ['packed letters', Buffer.from('48291a', 'hex')],
    ['packed letters only', Buffer.from('abcdef', 'hex')],
    ['two packed bytes', Buffer.from('4829', 'hex')],
    ['a private key', randomBytes(32)],
    ['a line break', '48291\n'],
    ['zero bytes', Buffer.alloc(6)],
    ['a hash', randomBytes(20)],
  ])('with %s in it is no PIN, in any place', async (_name, none) => {
    expect(refusalCode(await person.verify(none))).toBe(20118);
    expect(refusalCode(await person.update(none, FIRST_PIN))).toBe(20118);
    expect(refusalCode(await person.update(NEW_PIN, none))).toBe(20118);
    const newcomer = await makePerson(server, null);
    expect(refusalCode(await newcomer.update(none))).toBe(20118);
    expect((await newcomer.ask('GET', '/me')).data).toMatchObject({ has_pin: false });
  });

  it.each([482915, true, { toString: 'x' }, { 0: 'x' }, -1].map((pin) => ({ pin, list: [pin] })))(
    'that is no text is a bad field: $pin',
    async ({ pin, list }) => {
      for (const [path, body] of [
        ['/pin/verify', { pin }],
        ['/pin/verify', { pin: list }],
        ['/pin/verify', { pin_base64: pin }],
        ['/pin/update', { pin }],
        ['/pin/update', { pin: person.seal(NEW_PIN), old_pin: pin }],
        ['/pin/update', { pin: person.seal(NEW_PIN), old_pin_base64: list }],
      ] as const) {
        const answer = await person.ask('POST', path, body);
        expect(refusalCode(answer)).toBe(10002);
        expect(String(answer.error?.extra?.['field'])).toMatch(/^(old_)?pin$/);
      }
    },
  );

  it.each([{}, { pin: null }, { pin: '' }, { PIN: 'x' }, { old_pin: 'x' }])(
    'that is missing is a bad field, named: %j',
    async (body) => {
      for (const path of ['/pin/verify', '/pin/update']) {
        const answer = await person.ask('POST', path, body);
        expect(refusalCode(answer)).toBe(10002);
        expect(answer.error?.extra).toMatchObject({ field: 'pin' });
      }
    },
  );
});

describe('a body', () => {
  it.each([
    ['nothing', undefined],
    ['empty text', ''],
    ['broken JSON', '{"pin":"'],
    ['text', '"pin"'],
    ['a number', '1'],
    ['null', 'null'],
    ['bytes that are no UTF-8', '\ud800'],
    ['a list', '[]'],
    ['a list of bodies', '[{"pin":"x"}]'],
    ['a member twice', '{"pin":"x","pin":"y"}'],
    ['deep nesting', `{"pin":${'['.repeat(25_000)}${']'.repeat(25_000)}}`],
    ['deep nesting that never ends', '['.repeat(60_000)],
    ['100 kB', JSON.stringify({ pin: 'x'.repeat(100_000) })],
    ['a prototype', '{"__proto__":{"pin":"x"}}'],
  ])('of %s is refused in this form', async (_name, body) => {
    for (const path of ['/pin/verify', '/pin/update', '/users/fetch', '/me']) {
      const answer = await person.ask('POST', path, body);
      if (answer.status === 200) {
        // Harmless where nothing is wanted of it.
        expect(['/users/fetch', '/me']).toContain(path);
        continue;
      }
      expect([400, 401, 10002]).toContain(refusalCode(answer));
    }
  });

  it('is told apart: what can not be read at all, and what lacks a field', async () => {
    expect(refusalCode(await person.ask('POST', '/pin/verify', '{"pin":'))).toBe(400);
    expect(refusalCode(await person.ask('POST', '/pin/verify', '"text"'))).toBe(400);
    expect(refusalCode(await person.ask('POST', '/pin/verify', '{}'))).toBe(10002);
  });
});

describe('a session secret', () => {
  it.each([
    ['zero', Buffer.alloc(32)],
    ['the identity', Buffer.from(`01${'00'.repeat(31)}`, 'hex')],
    ['minus one', Buffer.from(`ec${'ff'.repeat(30)}7f`, 'hex')],
    ['of order four', Buffer.from(`${'00'.repeat(31)}80`, 'hex')],
    [
      'of order eight',
      Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex'),
    ],
    ['no point', Buffer.from(`02${'00'.repeat(31)}`, 'hex')],
    ['31 bytes', randomBytes(31)],
    ['33 bytes', randomBytes(33)],
    ['162 bytes of nothing', randomBytes(162)],
    ['empty', Buffer.alloc(0)],
  ])('that is %s makes no user', async (_name, secret) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const session_secret = secret.toString(encoding);
      const answer = await appOf(server).ask('POST', '/users', { full_name: 'x', session_secret });
      expect(refusalCode(answer)).toBe(10002);
      expect(JSON.stringify(answer.error?.extra)).toContain('session_secret');
    }
  });
});

it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'PROPFIND'])(
  'answers %s where there is nothing in this form too',
  async (method) => {
    for (const path of ['/pin/verify', '/pin/logs', '/nowhere', '//', '/users/a/b/c', '/%zz']) {
      const answer = await person.ask(method, path);
      expect([400, 404, 10002]).toContain(refusalCode(answer));
    }
  },
);

it('answers HEAD without a body, and no 4xx', async () => {
  const answer = await fetch(`${server.demo.mixin.baseUrl}/me`, { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([202, '']);
});

it('repeats the id of the request on every answer, and makes one where there was none', async () => {
  const given = crypto.randomUUID();
  const headers = { 'x-request-id': given };
  const answers = [
    await person.ask('GET', '/me', undefined, { headers }),
    await person.ask('GET', '/nowhere', undefined, { headers }),
    await verify('x', { headers, authorization: '' }),
    await person.ask('POST', '/pin/verify', '{', { headers }),
    await person.ask('POST', '/pin/verify', `"${'x'.repeat(100_000)}"`, { headers }),
  ];
  for (const answer of answers) expect(answer.headers.get('x-request-id')).toBe(given);
  const { status, id } = await new Promise<{ status?: number; id: unknown }>((resolve, reject) => {
    request(`${server.demo.mixin.baseUrl}/me`, (response) => {
      response.resume();
      const { statusCode: told, headers: got } = response;
      resolve({ ...(told !== undefined && { status: told }), id: got['x-request-id'] });
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(202);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
});
