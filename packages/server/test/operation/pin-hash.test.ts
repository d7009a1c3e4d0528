import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_HASH_COST } from '../../src/compose.ts';
import { FOREIGN_PIN, foreignHashOf } from '../support/foreign-hashes.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let person: string;
let people = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  people += 1;
  person = `imported-${people}`;
  await server.call('POST', '/v1/subjects', { id: person });
});

const pathOf = (tenant = 'demo', id = person) => `/tenants/${tenant}/subjects/${id}/pin-hash`;
const hash = foreignHashOf(FOREIGN_PIN);
const put = (body: object, path = pathOf()) => server.admin('PUT', path, body);
const verify = (pin = FOREIGN_PIN, more = {}) =>
  server.call('POST', `/v1/subjects/${person}/pin/verify`, { pin, ...more });

describe('PUT …/pin-hash', () => {
  it('puts a hash in force, which the person then signs in with', async () => {
    const answer = await put({ hash });
    expect([answer.status, answer.body]).toEqual([200, { outcome: 'imported' }]);
    const status = await server.call('GET', `/v1/subjects/${person}/pin`);
    expect(status.body).toMatchObject({ state: 'active', mustChange: false, verifiedAt: null });
    expect((await verify('271846')).body).toMatchObject({ outcome: 'wrong', attemptsRemaining: 4 });
    expect((await verify()).body).toMatchObject({ outcome: 'verified', attemptsRemaining: 5 });
  });

  it('serves one purpose, and demands a change where that is asked for', async () => {
    await put({ hash, purpose: 'transaction', mustChange: true });
    expect((await verify()).body).toMatchObject({ outcome: 'not_set' });
    expect((await verify(FOREIGN_PIN, { purpose: 'transaction' })).body).toMatchObject({
      outcome: 'verified',
      mustChange: true,
    });
  });

  it('replaces a PIN only where that is asked for', async () => {
    await put({ hash });
    const again = await put({ hash: foreignHashOf('271846') });
    expect([again.status, again.body['code']]).toEqual([409, 'pin_exists']);
    expect((await put({ hash: foreignHashOf('271846'), replace: true })).status).toBe(200);
    expect((await verify('271846')).body).toMatchObject({ outcome: 'verified' });
  });

  it('refuses what it cannot compare with by a sentence that repeats nothing of it', async () => {
    const dear = hash.replace('i=1000', 'i=1000000000');
    const answer = await put({ hash: dear });
    expect([answer.status, answer.body['code']]).toEqual([422, 'hash_unusable']);
    expect(answer.body['detail']).toContain('2000000');
    const longest = Math.max(...dear.split('$').map(({ length }) => length));
    const parts = dear.split('$').filter(({ length }) => length > longest / 2);
    expect(parts.filter((part) => answer.text.includes(part))).toEqual([]);
    expect((await verify()).body).toMatchObject({ outcome: 'not_set' });
  });

  it.each([
    ['no hash', {}, 400],
    ['a number', { hash: 739205 }, 400],
    ['a field it does not know', { hash, pin: FOREIGN_PIN }, 400],
    ['a purpose of the server itself', { hash, purpose: 'login:password' }, 400],
    ['half a megabyte', { hash: 'a'.repeat(500_000) }, 413],
  ])('refuses %s', async (_what, body, status) => {
    expect((await put(body)).status).toBe(status);
  });

  it('knows no strangers, and nobody without the admin key', async () => {
    expect((await put({ hash }, pathOf('demo', 'nobody'))).status).toBe(404);
    expect((await put({ hash }, pathOf('nobody'))).status).toBe(404);
    const authorization = `Bearer ${server.demo.native.apiKey}`;
    const url = `${server.baseUrl}/admin/v1${pathOf()}`;
    expect((await send(url, 'PUT', { hash }, { authorization })).status).toBe(401);
  });
});

it('a server with dearer hashes makes those of before anew at their first success, and no cheaper', async () => {
  const dir = makeTempDir();
  const renewals = async ({ admin }: TestServer) => {
    const { body } = await admin('GET', '/tenants/demo/audit');
    const entries = body['entries'] as readonly { readonly action: string }[];
    return entries.filter(({ action }) => action === 'verifier.renew').length;
  };
  const verifyDemo = async ({ call, demo }: TestServer) => {
    const { subject, pin } = demo.native;
    const { body } = await call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
    expect(body).toMatchObject({ outcome: 'verified' });
  };
  for (const [memoryKib, renewed] of [
    [8, 0],
    [64, 1],
    [8, 1],
  ] as const) {
    const hashCost = { memoryKib, passes: 1, lanes: 1 };
    const restarted = await startTestServer({ dataDir: dir.path, hashCost });
    await verifyDemo(restarted);
    await verifyDemo(restarted);
    expect(await renewals(restarted)).toBe(renewed);
    await restarted.close();
  }
  await dir.remove();
});

it('a hash of ours costs what is asked of Argon2id, where nobody says otherwise', () => {
  // ASVS 5.0, appendix C: 19 MiB with two passes.
  expect(DEFAULT_HASH_COST.memoryKib).toBeGreaterThanOrEqual(19_456);
  expect(DEFAULT_HASH_COST.passes).toBeGreaterThanOrEqual(2);
});
