import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let keys = 0;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const newKey = () => {
  keys += 1;
  return { 'idempotency-key': `key-${keys}` };
};
const budget = async (id: string) =>
  (await server.call('GET', `/v1/subjects/${id}/pin`)).body['attemptsRemaining'];

describe('the same Idempotency-Key', () => {
  it('with the same body replays the first answer and compares nothing', async () => {
    const id = await server.makeSubject('8305');
    const path = `/v1/subjects/${id}/pin/verify`;
    const key = newKey();
    const first = await server.call('POST', path, { pin: '1907' }, key);
    const again = await server.call('POST', path, { pin: '1907' }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await budget(id)).toBe(4);
  });

  it('sees no difference between PINs: a repeat is no way to test another one', async () => {
    const id = await server.makeSubject('8305');
    const path = `/v1/subjects/${id}/pin/verify`;
    const key = newKey();
    await server.call('POST', path, { pin: '1907' }, key);
    const right = await server.call('POST', path, { pin: '8305' }, key);
    expect(right.body['outcome']).toBe('wrong');
    expect(await budget(id)).toBe(4);
  });

  it('with another body, address or method is a conflict', async () => {
    const id = await server.makeSubject('8305');
    const other = await server.makeSubject('8305');
    const key = newKey();
    const pin = '8305';
    await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin }, key);
    const conflicts = [
      ['POST', `/v1/subjects/${id}/pin/verify`, { pin, purpose: 'transaction' }],
      ['POST', `/v1/subjects/${other}/pin/verify`, { pin }],
      ['POST', `/v1/subjects/${id}/pin/change`, { currentPin: pin, newPin: '739205' }],
    ] as const;
    for (const [method, path, body] of conflicts) {
      const answer = await server.call(method, path, body, key);
      expect([answer.status, answer.body['code']]).toEqual([409, 'idempotency_conflict']);
    }
  });

  it('runs the call once when many arrive together', async () => {
    const id = await server.makeSubject('8305');
    const path = `/v1/subjects/${id}/pin/verify`;
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => server.call('POST', path, { pin: '1907' }, key)),
    );
    const codes = new Set(answers.map((each) => each.body['code'] ?? each.body['outcome']));
    expect([...codes].every((each) => each === 'wrong' || each === 'idempotency_in_progress')).toBe(
      true,
    );
    expect(await budget(id)).toBe(4);
  });

  it('may be used again after a request that was malformed or named nobody', async () => {
    const id = await server.makeSubject('8305');
    const key = newKey();
    const path = `/v1/subjects/${id}/pin/verify`;
    expect((await server.call('POST', path, { pin: '12' }, key)).status).toBe(422);
    expect((await server.call('POST', path, { pin: '8305' }, key)).body['outcome']).toBe(
      'verified',
    );
    const nobody = newKey();
    const lost = '/v1/subjects/not-yet/pin/verify';
    expect((await server.call('POST', lost, { pin: '8305' }, nobody)).status).toBe(404);
    await server.call('POST', '/v1/subjects', { id: 'not-yet' });
    await server.call('PUT', '/v1/subjects/not-yet/pin', { pin: '8305' });
    const found = await server.call('POST', lost, { pin: '8305' }, nobody);
    expect(found.body['outcome']).toBe('verified');
  });

  it('belongs to one caller: another key of the tenant starts afresh', async () => {
    const id = await server.makeSubject('8305');
    const path = `/v1/subjects/${id}/pin/verify`;
    const made = await server.admin('POST', '/tenants/demo/keys', {
      dialect: 'native',
      name: 'second',
    });
    const key = newKey();
    await server.call('POST', path, { pin: '1907' }, key);
    const authorization = `Bearer ${String(made.body['apiKey'])}`;
    const other = await server.call('POST', path, { pin: '1907' }, { ...key, authorization });
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(await budget(id)).toBe(3);
  });

  it('covers making subjects, PINs, changes and removals', async () => {
    const once = async (method: string, path: string, body: unknown) => {
      const key = newKey();
      const first = await server.call(method, path, body, key);
      const again = await server.call(method, path, body, key);
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      return first;
    };
    const made = await once('POST', '/v1/subjects', {});
    const path = `/v1/subjects/${String(made.body['id'])}`;
    await once('PATCH', path, { identifiers: [{ type: 'username', value: 'once' }] });
    await once('PUT', `${path}/pin`, { pin: '8305' });
    await once('POST', `${path}/pin/change`, { currentPin: '8305', newPin: '739205' });
    await once('DELETE', `${path}/pin`, { reason: 'test' });
    await once('DELETE', path, undefined);
  });

  it('must be something a header can carry', async () => {
    const id = await server.makeSubject('8305');
    const path = `/v1/subjects/${id}/pin/verify`;
    const long = { 'idempotency-key': 'x'.repeat(256) };
    expect((await server.call('POST', path, { pin: '8305' }, long)).status).toBe(400);
  });
});
