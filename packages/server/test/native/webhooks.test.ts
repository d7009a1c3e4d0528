import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
const receivers: Receiver[] = [];
const hooks: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
afterEach(async () => {
  for (const id of hooks.splice(0)) await server.call('DELETE', `/v1/webhooks/${id}`);
  for (const receiver of receivers.splice(0)) await receiver.close();
});

async function receive(): Promise<Receiver> {
  const receiver = await startReceiver();
  receivers.push(receiver);
  return receiver;
}

async function hook(body: object) {
  const answer = await server.call('POST', '/v1/webhooks', body);
  hooks.push(String(answer.body['id']));
  return answer;
}

const ofType = (type: string) => (request: { body: Record<string, unknown> }) =>
  request.body['type'] === type;
const deliveriesOf = async (id: unknown) =>
  (await server.call('GET', `/v1/webhooks/${id}/deliveries`)).body['deliveries'] as Record<
    string,
    unknown
  >[];

describe('a webhook', () => {
  it('is told what happens, signed so that the Standard Webhooks library verifies it', async () => {
    const receiver = await receive();
    const { status, body } = await hook({ url: receiver.url, events: ['pin.*'] });
    expect(status).toBe(201);
    const id = await server.makeSubject('8305');
    const told = await receiver.next(ofType('pin.set'));
    const verifier = new Webhook(String(body['secret']));
    const headers = told.headers as Record<string, string>;
    expect(verifier.verify(told.text, headers)).toMatchObject({ data: { subject: id } });
    expect(() => verifier.verify(`${told.text} `, headers)).toThrow();
    expect(told.text).not.toContain('8305');
    expect(receiver.received.some(ofType('subject.created'))).toBe(false);
  });

  it('may be verified with a public key instead of a secret', async () => {
    const receiver = await receive();
    const { body } = await hook({ url: receiver.url, signature: 'ed25519' });
    expect(body['secret']).toBeUndefined();
    await server.makeSubject();
    const { headers, text } = await receiver.next(ofType('pin.set'));
    const { publicKey } = body['key'] as { publicKey: string };
    const der = Buffer.from(publicKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const signed = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`);
    const [version, signature = ''] = String(headers['webhook-signature']).split(',');
    expect(version).toBe('v1a');
    expect(verifySignature(null, signed, key, Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('that was down gets the notice later, under the same id and signed afresh', async () => {
    const receiver = await receive();
    receiver.status = 503;
    const { body } = await hook({ url: receiver.url, events: ['pin.set'] });
    await server.makeSubject();
    const first = await receiver.next(ofType('pin.set'));
    receiver.status = 200;
    const second = await receiver.next((each) => each !== first && ofType('pin.set')(each));
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    new Webhook(String(body['secret'])).verify(
      second.text,
      second.headers as Record<string, string>,
    );
    await expect
      .poll(async () => (await deliveriesOf(body['id']))[0])
      .toMatchObject({ state: 'delivered', tries: 2, lastStatus: 200, type: 'pin.set' });
  });

  it('that stays down is given up after days, and everything can be replayed', async () => {
    const receiver = await receive();
    receiver.status = 500;
    const { body } = await hook({ url: receiver.url, events: ['pin.set'] });
    await server.makeSubject();
    for (let tries = 1; tries < 13; tries += 1) {
      await expect.poll(async () => (await deliveriesOf(body['id']))[0]?.['tries']).toBe(tries);
      await server.advanceClock(2 * 24 * 3600);
    }
    await expect
      .poll(async () => (await deliveriesOf(body['id']))[0])
      .toMatchObject({ state: 'dead', lastError: 'answered 500' });
    receiver.status = 200;
    const [dead] = await deliveriesOf(body['id']);
    const path = `/v1/webhooks/${body['id']}/deliveries/${dead?.['id']}/replay`;
    expect((await server.call('POST', path)).status).toBe(202);
    await expect.poll(async () => (await deliveriesOf(body['id']))[0]?.['state']).toBe('delivered');
  });

  it('that never answers delays no other', async () => {
    const tarPit = await receive();
    tarPit.status = null;
    const other = await receive();
    await hook({ url: tarPit.url, events: ['pin.set'] });
    await hook({ url: other.url, events: ['pin.set'] });
    const before = Date.now();
    for (let count = 0; count < 10; count += 1) await server.makeSubject();
    await expect.poll(() => other.received.length, { timeout: 5_000 }).toBe(10);
    expect(Date.now() - before).toBeLessThan(5_000);
    expect(tarPit.received.length).toBeLessThan(10);
  });

  it('can be tried, switched off and removed', async () => {
    const receiver = await receive();
    const { body } = await hook({ url: receiver.url, events: ['pin.locked'] });
    expect((await server.call('POST', `/v1/webhooks/${body['id']}/test`)).status).toBe(202);
    await receiver.next(ofType('webhook.test'));
    const path = `/v1/webhooks/${body['id']}`;
    const off = await server.call('PATCH', path, { enabled: false, events: ['*'] });
    expect(off.body).toMatchObject({ enabled: false, events: ['*'] });
    await server.makeSubject();
    expect(await deliveriesOf(body['id'])).toHaveLength(1);
    expect((await server.call('DELETE', path)).status).toBe(204);
    expect((await server.call('GET', path)).body['code']).toBe('webhook_not_found');
  });
});

it('are at most fifty, however many are asked for at once', async () => {
  const receiver = await receive();
  const url = receiver.url;
  const made = await Promise.all(
    Array.from({ length: 70 }, () => hook({ url, events: ['pin.held'] })),
  );
  expect(made.filter(({ status }) => status === 201)).toHaveLength(50);
  const listed = await server.call('GET', '/v1/webhooks');
  expect(listed.body['webhooks']).toHaveLength(50);
});

describe('an address for webhooks', () => {
  it.each([
    'http://example.com/hook',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433.example@10.1.2.3/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'nothing',
  ])('%s is refused, with the reason', async (url) => {
    const answer = await server.call('POST', '/v1/webhooks', { url });
    expect([answer.status, answer.body['code']]).toEqual([422, 'webhook_unreachable']);
  });

  it("belongs to its tenant: another one's webhook does not exist", async () => {
    const receiver = await receive();
    const { body } = await hook({ url: receiver.url });
    const made = await server.admin('POST', '/tenants', { id: 'hooks-other', name: 'Other' });
    const headers = { authorization: `Bearer ${made.body['apiKey']}` };
    for (const [method, path, sent] of [
      ['GET', '', undefined],
      ['PATCH', '', { enabled: false }],
      ['DELETE', '', undefined],
      ['POST', '/test', undefined],
      ['GET', '/deliveries', undefined],
    ] as const) {
      const answer = await server.call(method, `/v1/webhooks/${body['id']}${path}`, sent, headers);
      expect(answer.body['code']).toBe('webhook_not_found');
    }
    await server.call('POST', '/v1/subjects', { id: 'elsewhere' }, headers);
    await server.makeSubject();
    await receiver.next(ofType('pin.set'));
    expect(receiver.received.map(({ text }) => text).join()).not.toContain('elsewhere');
  });
});
