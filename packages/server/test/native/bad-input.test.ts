import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let id: string;
let path: string;

beforeAll(async () => {
  server = await startTestServer();
  id = await server.makeSubject('8305');
  path = `/v1/subjects/${id}/pin/verify`;
});
afterAll(() => server.close());

const budget = async () =>
  (await server.call('GET', `/v1/subjects/${id}/pin`)).body['attemptsRemaining'];

/** Each is refused as problem+json with the code, and costs nobody an attempt. */
const BODIES: readonly (readonly [string, string | Uint8Array, number, string])[] = [
  ['no JSON at all', 'pin=8305', 400, 'request_malformed'],
  ['half a JSON', '{"pin":"83', 400, 'request_malformed'],
  ['JSON with a comment', '{"pin":"8305"/*x*/}', 400, 'request_malformed'],
  ['JSON with a trailing comma', '{"pin":"8305",}', 400, 'request_malformed'],
  ['two JSON texts', '{"pin":"8305"}{"pin":"8305"}', 400, 'request_malformed'],
  ['an array', '["8305"]', 400, 'request_malformed'],
  ['null', 'null', 400, 'request_malformed'],
  ['no PIN', '{}', 400, 'request_malformed'],
  ['a number as PIN', '{"pin":8305}', 400, 'request_malformed'],
  ['null as PIN', '{"pin":null}', 400, 'request_malformed'],
  ['an object as PIN', '{"pin":{"$ne":""}}', 400, 'request_malformed'],
  ['an unknown field', '{"pin":"8305","tenant":"other"}', 400, 'request_malformed'],
  ['a key twice', '{"pin":"1111","pin":"8305"}', 400, 'request_malformed'],
  ['an escaped key twice', '{"pin":"1111","p\\u0069n":"8305"}', 400, 'request_malformed'],
  ['a prototype key', '{"pin":"8305","__proto__":{"admin":true}}', 400, 'request_malformed'],
  ['a constructor key', '{"pin":"8305","constructor":{}}', 400, 'request_malformed'],
  ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400, 'request_malformed'],
  ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), 400, 'request_malformed'],
  ['too few digits', '{"pin":"830"}', 422, 'pin_malformed'],
  ['too many digits', '{"pin":"8305830583058"}', 422, 'pin_malformed'],
  ['an empty PIN', '{"pin":""}', 422, 'pin_malformed'],
  ['blanks around', '{"pin":" 8305"}', 422, 'pin_malformed'],
  ['a line break', '{"pin":"8305\\n"}', 422, 'pin_malformed'],
  ['letters', '{"pin":"83o5"}', 422, 'pin_malformed'],
  ['a sign', '{"pin":"+8305"}', 422, 'pin_malformed'],
  ['Arabic digits', '{"pin":"٨٣٠٥"}', 422, 'pin_malformed'],
  ['full-width digits', '{"pin":"８３０５"}', 422, 'pin_malformed'],
  ['a zero byte', '{"pin":"8305\\u0000"}', 422, 'pin_malformed'],
];

describe('a malformed body', () => {
  it.each(BODIES)('%s is refused clearly and costs nothing', async (_name, body, status, code) => {
    const answer = await server.call('POST', path, body);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status, code, type: `/docs/faults#${code}` });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('8305');
    expect(await budget()).toBe(5);
  });

  it('of another media type is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense', '']) {
      const answer = await server.call('POST', path, '{"pin":"8305"}', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(answer.body['code']).toBe('media_type_unsupported');
    }
    expect(await budget()).toBe(5);
  });

  it('of 10 MB is refused without being read into memory', async () => {
    const huge = `{"pin":"8305","x":"${'a'.repeat(10 * 1024 * 1024)}"}`;
    const answer = await server.call('POST', path, huge).catch(() => undefined);
    // The server may close the connection while the client is still sending: that is an answer too.
    if (answer !== undefined) expect(answer.body).toMatchObject({ code: 'body_too_large' });
    expect(await budget()).toBe(5);
  });
});

describe('an address', () => {
  it('of an unknown subject is a 404 for every call', async () => {
    const pin = '8305';
    const calls = [
      ['GET', '', undefined],
      ['GET', '/pin', undefined],
      ['PATCH', '', {}],
      ['DELETE', '', undefined],
      ['PUT', '/pin', { pin }],
      ['POST', '/pin/verify', { pin }],
      ['POST', '/pin/change', { currentPin: pin, newPin: '739205' }],
      ['POST', '/pin/reset', { newPin: '739205', grant: 'x' }],
      ['DELETE', '/pin', { reason: 'test' }],
      ['POST', '/recoveries', { factor: 'one_time_code' }],
    ] as const;
    for (const [method, rest, body] of calls) {
      const answer = await server.call(method, `/v1/subjects/nobody${rest}`, body);
      expect([method, rest, answer.status]).toEqual([method, rest, 404]);
      expect(answer.body['code']).toBe('subject_not_found');
    }
  });

  it('with odd bytes is never a server error', async () => {
    const odd = ['%00', '%ff', '..%2f..', '%', 'a'.repeat(5_000), '%F0%9F%94%91', "'--", '*'];
    for (const each of odd) {
      const answer = await server.call('GET', `/v1/subjects/${each}/pin`);
      expect([each.slice(0, 8), answer.status]).toEqual([each.slice(0, 8), expect.any(Number)]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body['code']).toBeTypeOf('string');
    }
  });

  it('that does not exist is a problem, below the mount and beside it', async () => {
    for (const each of ['/v1/nothing', '/nothing', '/admin/v1/nothing']) {
      const answer = await server.call('GET', each);
      expect([each, answer.status, answer.body['code']]).toEqual([each, 404, 'route_not_found']);
    }
  });
});

describe('a caller', () => {
  it('without a good key gets one and the same answer', async () => {
    const good = server.demo.native.apiKey;
    const keys = ['', 'Bearer', 'Bearer x', `Bearer ${good}x`, `Bearer ${good.slice(0, -1)}`];
    keys.push(`Basic ${good}`, `Bearer ${good.replace(/_[^_]+$/, `_${'A'.repeat(43)}`)}`);
    for (const authorization of keys) {
      const headers = { authorization };
      const answer = await send(`${server.baseUrl}${path}`, 'POST', { pin: '8305' }, headers);
      expect([authorization, answer.status]).toEqual([authorization, 401]);
      expect(answer.body['code']).toBe('unauthenticated');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(await budget()).toBe(5);
  });

  it('of another tenant finds nothing of this one', async () => {
    const made = await server.admin('POST', '/tenants', { id: 'stranger', name: 'Stranger' });
    const authorization = `Bearer ${String(made.body['apiKey'])}`;
    const answer = await server.call('POST', path, { pin: '8305' }, { authorization });
    expect(answer.body['code']).toBe('subject_not_found');
    const started = await server.call(
      'POST',
      `/v1/subjects/${server.demo.native.subject}/recoveries`,
      {
        factor: 'one_time_code',
      },
    );
    const recovery = `/v1/recoveries/${String(started.body['id'])}/complete`;
    const stolen = await server.call('POST', recovery, undefined, { authorization });
    expect(stolen.body['code']).toBe('recovery_not_found');
    expect(await budget()).toBe(5);
  });
});
