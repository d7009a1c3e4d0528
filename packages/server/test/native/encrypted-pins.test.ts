import { CompactEncrypt, EncryptJWT, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPinEncryptor } from '../../../client/src/encrypt/index.ts';
import { PintumblerClient } from '../../../client/src/index.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let keys: Readonly<Record<string, JWK>>;
let now: number;

beforeAll(async () => {
  server = await startTestServer();
  const { body } = await server.call('GET', '/v1/keys');
  now = Number(body['now']);
  keys = Object.fromEntries(
    (body['keys'] as JWK[]).filter(({ use }) => use === 'enc').map((key) => [key.crv, key]),
  );
});
afterAll(() => server.close());

interface Made {
  readonly crv?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** An encrypted PIN for the demo tenant; what is given replaces what is right. */
async function seal(
  [op, sub, pins]: readonly [op: string, sub: string | undefined, pins: object],
  { crv = 'P-256', header = {}, content = {} }: Made = {},
): Promise<string> {
  const jwk = keys[crv] as JWK;
  const claims = { aud: 'demo', sub, op, iat: now, jti: crypto.randomUUID(), pins, ...content };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid as string, ...header })
    .encrypt(await importJWK(jwk, 'ECDH-ES'));
}

const post = (path: string, body: object, headers = {}) =>
  server.call('POST', `/v1/subjects/${path}`, body, headers);
const verify = (id: string, body: object, headers = {}) => post(`${id}/pin/verify`, body, headers);

describe('an encrypted PIN', () => {
  it('is taken by every call that takes a PIN, on either curve', async () => {
    await server.call('POST', '/v1/subjects', { id: 'sealed' });
    for (const crv of ['P-256', 'X25519']) {
      const check = await seal(['check', undefined, { pin: '8305' }], { crv });
      expect((await server.call('POST', '/v1/policy/check', { pinJwe: check })).body).toEqual({
        ok: true,
      });
    }
    const set = await seal(['set', 'sealed', { pin: '8305' }], { crv: 'X25519' });
    const put = await server.call('PUT', '/v1/subjects/sealed/pin', { pinJwe: set });
    expect(put.body).toEqual({ outcome: 'set' });
    const right = await seal(['verify', 'sealed', { pin: '8305' }]);
    const operation = 'payment 1';
    const refused = await verify('sealed', { pinJwe: right, operation });
    expect(refused.body).toMatchObject({ code: 'pin_jwe_refused' });
    const paying = await seal(['verify', 'sealed', { pin: '8305' }], { content: { operation } });
    for (const other of [{ operation: 'payment 2' }, { operation, purpose: 'login' }, {}]) {
      const { body } = await verify('sealed', { pinJwe: paying, ...other });
      expect(body).toMatchObject({ code: 'pin_jwe_refused' });
    }
    expect((await verify('sealed', { pinJwe: paying, operation })).body).toMatchObject({
      outcome: 'verified',
      assertion: expect.any(String),
    });
    const pins = { currentPin: '8305', newPin: '7294' };
    const change = await seal(['change', 'sealed', pins]);
    expect((await post('sealed/pin/change', { pinJwe: change })).body).toEqual({
      outcome: 'changed',
    });
    const wrong = await seal(['verify', 'sealed', { pin: '8305' }]);
    expect((await verify('sealed', { pinJwe: wrong })).body).toMatchObject({
      outcome: 'wrong',
      attemptsRemaining: 4,
    });
  });

  it('is made by our own client too', async () => {
    const client = new PintumblerClient({
      baseUrl: server.baseUrl,
      apiKey: server.demo.native.apiKey,
    });
    const { encrypt } = createPinEncryptor(await client.readPinKeys());
    const { id: subject } = await client.createSubject({});
    const set = await encrypt({ call: 'set', subject, pin: '8305' });
    expect(await client.setPin(subject, { pinJwe: set })).toEqual({ outcome: 'set' });
    const change = { call: 'change', subject, currentPin: '8305', newPin: '7294' } as const;
    const changed = await client.changePin(subject, { pinJwe: await encrypt(change) });
    expect(changed).toEqual({ outcome: 'changed' });
    const verify = { call: 'verify', subject, pin: '8305' } as const;
    const verified = await client.verifyPin(subject, { pinJwe: await encrypt(verify) });
    expect(verified.outcome).toBe('wrong');
  });

  it('is good for one call: of many at once one is evaluated, and none of a later replay', async () => {
    const id = await server.makeSubject('8305');
    const pinJwe = await seal(['verify', id, { pin: '1111' }]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => verify(id, { pinJwe })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await verify(id, { pinJwe })).body).toMatchObject({ code: 'pin_jwe_refused' });
    const status = await server.call('GET', `/v1/subjects/${id}/pin`);
    expect(status.body['attemptsRemaining']).toBe(4);
    const { body } = await server.admin('GET', '/tenants/demo/audit');
    const reasons = (body['entries'] as { subject: string; reason: string }[])
      .filter(({ subject }) => subject === id)
      .map(({ reason }) => reason);
    expect(reasons).toContain('an encrypted PIN was sent again');
  });

  it('repeats under an Idempotency-Key with the first answer, encrypted anew or not', async () => {
    const id = await server.makeSubject('8305');
    const key = { 'idempotency-key': `sealed-${id}` };
    const first = await seal(['verify', id, { pin: '1111' }]);
    const answer = await verify(id, { pinJwe: first }, key);
    const anew = await seal(['verify', id, { pin: '1111' }]);
    for (const pinJwe of [first, anew]) {
      expect((await verify(id, { pinJwe }, key)).body).toEqual(answer.body);
    }
  });

  it('tells the rule for what is no PIN, and charges nothing', async () => {
    const id = await server.makeSubject('8305');
    const letters = await seal(['verify', id, { pin: '83o5' }]);
    expect(await verify(id, { pinJwe: letters })).toMatchObject({
      status: 422,
      body: { code: 'pin_malformed' },
    });
    const both = await verify(id, { pinJwe: 'x', pin: '8305' });
    expect(both).toMatchObject({ status: 400, body: { code: 'request_malformed' } });
  });
});

describe('what is no encrypted PIN for this call', () => {
  let id: string;
  let other: string;
  let answers: { readonly name: string; readonly status: number; readonly detail: unknown }[];

  beforeAll(async () => {
    id = await server.makeSubject('8305');
    other = await server.makeSubject('8305');
    const pins = { pin: '8305' };
    const right = await seal(['verify', id, pins]);
    const [head, , iv, text, tag] = right.split('.');
    const header = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url');
    const given = JSON.parse(Buffer.from(head ?? '', 'base64url').toString()) as object;
    const inputs: Readonly<Record<string, string>> = {
      'for another subject': await seal(['verify', other, pins]),
      'for another operation': await seal(['set', id, pins]),
      'for another tenant': await seal(['verify', id, pins], { content: { aud: 'elsewhere' } }),
      'too old': await seal(['verify', id, pins], { content: { iat: now - 200 } }),
      'from the future': await seal(['verify', id, pins], { content: { iat: now + 3600 } }),
      'with a fraction of a second': await seal(['verify', id, pins], {
        content: { iat: now + 0.5 },
      }),
      'without a nonce': await seal(['verify', id, pins], { content: { jti: '' } }),
      'with another claim': await seal(['verify', id, pins], { content: { admin: true } }),
      'with another field': await seal(['verify', id, { ...pins, purpose: 'transaction' }]),
      'with a number': await seal(['verify', id, { pin: 8305 }]),
      'without PINs': await seal(['verify', id, {}]),
      'in no known key': await seal(['verify', id, pins], { header: { kid: 'unknown' } }),
      'with a header to be understood': await seal(['verify', id, pins], {
        header: { cty: 'JWT' },
      }),
      'compressed, it says': `${header({ ...given, zip: 'DEF' })}..${iv}.${text}.${tag}`,
      'under a password': `${header({ ...given, alg: 'PBES2-HS256+A128KW', p2c: 1e9, p2s: 'aa' })}..${iv}.${text}.${tag}`,
      'under a key of the sender': await new EncryptJWT({ sub: id })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(new Uint8Array(32)),
      altered: `${head}..${iv}.${text?.startsWith('A') ? 'B' : 'A'}${text?.slice(1)}.${tag}`,
      'with a short tag': `${head}..${iv}.${text}.${tag?.slice(0, 8)}`,
      'cut off': right.slice(0, -30),
      empty: '',
      'too long': `${right}${'A'.repeat(4000)}`,
      'no JWE': 'eyJhbGciOiJub25lIn0.e30.',
    };
    answers = [];
    for (const [name, pinJwe] of Object.entries(inputs)) {
      const { status, body } = await verify(id, { pinJwe });
      answers.push({ name, status, detail: [body['code'], body['detail']] });
    }
  });

  it('is refused in the same words, whatever is wrong with it', () => {
    expect(answers.filter(({ status }) => status !== 422)).toEqual([]);
    expect(new Set(answers.map(({ detail }) => JSON.stringify(detail))).size).toBe(1);
    expect(answers[0]?.detail).toContain('pin_jwe_refused');
  });

  it('costs nobody an attempt', async () => {
    for (const subject of [id, other]) {
      const { body } = await server.call('GET', `/v1/subjects/${subject}/pin`);
      expect(body['attemptsRemaining']).toBe(5);
    }
  });
});
