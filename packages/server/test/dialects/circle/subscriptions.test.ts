import { createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { type Backend, dataOf, failureOf, makeUser, otherBackend, SDKS } from './backend.ts';
import { callPage, FIRST_PIN, makePinUser, openPage, QUESTIONS, WRONG_PIN } from './pin-page.ts';
import { openReceiver, type Received, type Receiver } from './receiver.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver.close());

type Wanted = Parameters<Backend['sdk']['createSubscription']>[0];

const subscribe = async ({ sdk }: Backend, notificationTypes?: readonly string[]) => {
  // The typings leave the second member out, but the SDK sends it.
  const wanted = { endpoint: receiver.url, ...(notificationTypes && { notificationTypes }) };
  return dataOf(await sdk.createSubscription(wanted as Wanted));
};

async function isSigned({ sdk }: Backend, { headers, text }: Received): Promise<boolean> {
  const keyId = String(headers['x-circle-key-id']);
  const key = dataOf(await sdk.getNotificationSignature(keyId));
  expect(key).toMatchObject({ id: keyId, algorithm: 'ECDSA_SHA_256' });
  const der = Buffer.from(String(key.publicKey), 'base64');
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const signature = Buffer.from(String(headers['x-circle-signature']), 'base64');
  // The vendor's sample verifiers print the parsed body again.
  const printed = JSON.stringify(JSON.parse(text));
  return [text, printed].every((each) => verify('sha256', Buffer.from(each), publicKey, signature));
}

describe.each(SDKS)('with SDK %s, a subscription', (version, initiate) => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await otherBackend(server, `hooks-${version.replaceAll('.', '-')}`, initiate);
  });
  afterEach(async () => {
    for (const { id } of dataOf(await backend.sdk.listSubscriptions())) {
      await backend.sdk.deleteSubscription(id);
    }
  });

  it('is made, read, changed and removed', async () => {
    const made = await subscribe(backend, ['challenges.changePin']);
    expect(made).toMatchObject({
      ...{ endpoint: receiver.url, enabled: true, restricted: true },
      notificationTypes: ['challenges.changePin'],
    });
    expect(made.name).not.toBe('');
    expect(dataOf(await backend.sdk.getSubscription(made.id))).toEqual(made);
    expect(dataOf(await backend.sdk.listSubscriptions())).toEqual([made]);
    const change = { id: made.id, name: 'Bills', enabled: false };
    const changed = dataOf(await backend.sdk.updateSubscription(change));
    expect(changed).toMatchObject({ id: made.id, name: 'Bills', enabled: false });
    const path = `/v2/notifications/subscriptions/${made.id}`;
    expect((await backend.ask('DELETE', path)).status).toBe(204);
    const gone = { status: 404, code: 404 };
    expect(await failureOf(backend.sdk.getSubscription(made.id))).toMatchObject(gone);
    expect(dataOf(await backend.sdk.listSubscriptions())).toEqual([]);
  });

  it('is tried by HEAD and a signed test, when made and when switched on again', async () => {
    const { id } = await subscribe(backend);
    const first = await receiver.next();
    expect(receiver.received.map(({ method }) => method)).toEqual(['HEAD', 'POST']);
    expect(JSON.parse(first.text)).toMatchObject({
      ...{ subscriptionId: id, notificationType: 'webhooks.test', version: 2 },
      notification: { hello: 'world' },
    });
    expect(await isSigned(backend, first)).toBe(true);
    await backend.sdk.updateSubscription({ id, name: 'Bills', enabled: false });
    await backend.sdk.updateSubscription({ id, name: 'Bills', enabled: true });
    await receiver.next();
    expect(receiver.received.map(({ method }) => method)).toEqual(['HEAD', 'POST', 'HEAD', 'POST']);
  });

  it.each([
    [undefined, ['*'], false],
    [[], ['*'], false],
    [['challenges.setPin', '*'], ['*'], false],
    [['challenges.*', 'transactions.*'], ['challenges.*', 'transactions.*'], true],
  ])('to %j means %j', async (types, notificationTypes, restricted) => {
    expect(await subscribe(backend, types)).toMatchObject({ notificationTypes, restricted });
  });

  it.each([[['webhooks.test']], [['challenges.unknown']], [['pin.changed']]])(
    'to %j is refused',
    async (types) => {
      expect(await failureOf(subscribe(backend, types))).toMatchObject({ status: 400, code: 2 });
      expect(receiver.received).toEqual([]);
    },
  );

  it('is told of everything that becomes of a challenge, signed', async () => {
    const { id } = await subscribe(backend, ['challenges.*']);
    await receiver.next();
    const userId = await makePinUser(server, backend);
    const set = await receiver.next();
    expect(set.text).toMatch(
      /^\{"subscriptionId":"[^"]+","notificationId":"[^"]+","notificationType":"challenges\.setPin","notification":\{"id":"[^"]+","userId":"[^"]+","type":"SET_PIN","status":"COMPLETE","correlationIds":\[\],"errorCode":0,"errorMessage":""\},"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z","version":2\}$/,
    );
    expect(JSON.parse(set.text)).toMatchObject({ subscriptionId: id, notification: { userId } });
    expect(await isSigned(backend, set)).toBe(true);

    const page = await openPage(backend, userId, 'updateUserPin');
    for (let wrong = 0; wrong < 4; wrong += 1) {
      await callPage(server, page, 'current-pin', { pin: WRONG_PIN });
    }
    expect(JSON.parse((await receiver.next()).text)).toMatchObject({
      notificationType: 'challenges.changePin',
      notification: { id: page.challengeId, status: 'FAILED', errorCode: 155119 },
    });
    const forgotten = await openPage(backend, userId, 'restoreUserPin');
    await server.advanceClock(61 * 60);
    expect(JSON.parse((await receiver.next()).text)).toMatchObject({
      notificationType: 'challenges.restorePin',
      notification: { id: forgotten.challengeId, status: 'FAILED', errorCode: 155121 },
    });
  });

  it('is told only what it asked for, and only of its own tenant', async () => {
    await subscribe(backend, ['challenges.initialize']);
    await receiver.next();
    const stranger = await otherBackend(server, 'hooks-strangers', initiate);
    await makePinUser(server, backend);
    for (const each of [stranger, backend]) {
      const page = await openPage(each, await makeUser(each), 'createUserPinWithWallets');
      await callPage(server, page, 'finish', { newPin: FIRST_PIN, questions: QUESTIONS });
    }
    const told = JSON.parse((await receiver.next()).text);
    expect(told.notificationType).toBe('challenges.initialize');
    expect(receiver.received.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });
});

it('says which endpoint it cannot deliver to', async () => {
  const backend = await otherBackend(server, 'hooks-refused');
  const closed = await openReceiver();
  await closed.close();
  const path = '/v2/notifications/subscriptions';
  for (const endpoint of [
    'nonsense',
    'http://example.com/hook',
    'https://10.0.0.1/hook',
    closed.url,
  ]) {
    const { status, body } = await backend.ask('POST', path, { endpoint });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 2, errors: [{ location: 'endpoint' }] });
  }
  expect((await backend.ask('GET', path)).body).toEqual({ data: [] });
});

it('keeps the webhooks of other tenants and wires apart', async () => {
  const [one, other] = [
    await otherBackend(server, 'hooks-one'),
    await otherBackend(server, 'hooks-other'),
  ];
  const { id } = await subscribe(one);
  expect(await failureOf(other.sdk.getSubscription(id))).toMatchObject({ code: 404 });
  expect(await failureOf(other.sdk.deleteSubscription(id))).toMatchObject({ code: 404 });
  const keyId = String((await receiver.next()).headers['x-circle-key-id']);
  expect(await failureOf(other.sdk.getNotificationSignature(keyId))).toMatchObject({ code: 404 });
  expect(await failureOf(one.sdk.getSubscription('7'))).toMatchObject({ code: 156009 });
});
