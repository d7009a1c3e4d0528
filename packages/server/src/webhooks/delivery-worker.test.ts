import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Delivery, isDue, replayDelivery, type Webhook } from '../core/model/webhook.ts';
import type { Decision } from '../core/ports/decision.ts';
import { createHttpClient } from '../outbox/http-client.ts';
import type { OutboxWorker } from '../outbox/outbox-worker.ts';
import { createReceiverRule } from '../outbox/receiver-address.ts';
import { createDeliveryWorker, type DeliveryWorkerOptions } from './delivery-worker.ts';

const START = 1_800_000_000_000;
const WALL = 1_900_000_000_000;
const rule = createReceiverRule({ allowPrivate: [], allowLoopback: true });

const stopping: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});

/** The store's promises in memory: a decision runs alone and sees the newest state. */
function memoryStore() {
  const webhooks = new Map<string, Webhook>();
  const deliveries = new Map<string, Delivery>();
  return {
    webhooks,
    deliveries,
    readWebhook: async (_tenant: string, id: string) => webhooks.get(id) ?? null,
    async applyToDelivery<R>(
      _tenant: string,
      _webhook: string,
      id: string,
      decide: (current: Delivery | null) => Decision<Delivery | null, R>,
    ): Promise<R> {
      const { next, result } = decide(deliveries.get(id) ?? null);
      if (next === null) deliveries.delete(id);
      else if (next !== undefined) deliveries.set(id, next);
      return result;
    },
    async listDueDeliveries(now: number, limits: { perWebhook: number; total: number }) {
      const due = [...deliveries.values()].filter((each) => isDue(each, now));
      const listed = due.filter((each) => {
        const same = due.filter(({ webhook }) => webhook === each.webhook);
        return same.indexOf(each) < limits.perWebhook;
      });
      return listed.sort((a, b) => a.nextAt - b.nextAt).slice(0, limits.total);
    },
  };
}

function setUp(overrides: Partial<DeliveryWorkerOptions> = {}) {
  const store = memoryStore();
  const time = { now: START };
  const errors: string[] = [];
  const options: DeliveryWorkerOptions = {
    store,
    clock: { now: () => time.now },
    wallClock: { now: () => WALL },
    random: { integer: () => 0 },
    signer: {
      sign: async (_webhook, { id, at }) => ({ 'webhook-id': id, 'x-signed-at': String(at) }),
    },
    render: (_webhook, notice) => ({
      body: Buffer.from(JSON.stringify({ type: notice.type })),
      mediaType: 'application/json',
    }),
    post: createHttpClient({ rule }),
    log: { error: (_detail, message) => void errors.push(message) },
    pollEveryMs: 10,
    ...overrides,
  };
  const worker = createDeliveryWorker(options);
  stopping.push(() => worker.stop());
  const addWebhook = (id: string, url: string, more: Partial<Webhook> = {}) =>
    store.webhooks.set(id, {
      ...{ tenant: 'acme', id, dialect: 'native', name: id, url, events: ['*'] },
      ...{ enabled: true, signature: 'hmac', createdAt: START, updatedAt: START, ...more },
    });
  const addDelivery = (webhook: string, id: string, nextAt = START) =>
    store.deliveries.set(id, {
      ...{ tenant: 'acme', webhook, id, state: 'waiting', tries: 0, nextAt, leasedUntil: null },
      ...{ lastStatus: null, lastError: null, createdAt: START, settledAt: null },
      notice: { id: `n-${id}`, type: 'pin.set', subject: 'ann', at: START, data: {} },
    });
  const settled = (id: string) =>
    vi.waitFor(() => {
      const delivery = store.deliveries.get(id);
      if (delivery?.leasedUntil !== null || isDue(delivery, time.now)) throw new Error('not yet');
      return delivery;
    });
  return { store, time, errors, worker, addWebhook, addDelivery, settled };
}

/** Answers with what `answer` says; `null` leaves the caller waiting. */
async function receiver(answer: (id: string) => number | null) {
  const heard: { id: string; signedAt: string; body: string }[] = [];
  const server: Server = createServer(async (request, response) => {
    const id = String(request.headers['webhook-id']);
    const body = (await request.toArray()).join('');
    heard.push({ id, signedAt: String(request.headers['x-signed-at']), body });
    const status = answer(id);
    if (status !== null) response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopping.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('a delivery', () => {
  it('is sent once, signed with the real time of the try, and settled', async () => {
    const { heard, url } = await receiver(() => 200);
    const { worker, addWebhook, addDelivery, settled } = setUp();
    addWebhook('w', url);
    addDelivery('w', 'd');
    worker.start();
    expect(await settled('d')).toMatchObject({ state: 'delivered', tries: 1, lastStatus: 200 });
    expect(heard).toEqual([{ id: 'n-d', signedAt: String(WALL), body: '{"type":"pin.set"}' }]);
  });

  it('is tried on schedule until it is dead, and again with the same id when replayed', async () => {
    const answer = { status: 500 };
    const { heard, url } = await receiver(() => answer.status);
    const { store, time, worker, addWebhook, addDelivery, settled } = setUp();
    addWebhook('w', url);
    addDelivery('w', 'd');
    worker.start();
    for (let tries = 1; tries <= 13; tries += 1) {
      const delivery = await settled('d');
      expect(delivery).toMatchObject({ tries, lastStatus: 500, lastError: 'answered 500' });
      expect(delivery.state).toBe(tries < 13 ? 'waiting' : 'dead');
      if (tries < 13) expect(delivery.nextAt).toBeGreaterThan(time.now);
      time.now = Math.max(time.now, delivery.nextAt);
      worker.wake();
    }
    expect(heard).toHaveLength(13);

    answer.status = 202;
    const dead = await settled('d');
    store.deliveries.set('d', replayDelivery(dead, time.now));
    expect(await settled('d')).toMatchObject({ state: 'delivered', tries: 1, lastError: null });
    expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(['n-d']));
  });

  it('that was replayed while under way is sent once more', async () => {
    const { store, time, worker, addWebhook, addDelivery, settled } = setUp({
      post: async () => {
        posted += 1;
        const current = store.deliveries.get('d');
        if (posted === 1 && current) store.deliveries.set('d', replayDelivery(current, time.now));
        return { exchange: 'answered', status: 200 };
      },
    });
    let posted = 0;
    addWebhook('w', 'https://hooks.example');
    addDelivery('w', 'd');
    worker.start();
    expect(await settled('d')).toMatchObject({ state: 'delivered', tries: 1 });
    expect(posted).toBe(2);
  });

  it('is not sent twice when the clock jumps over the lease', async () => {
    const answers: (() => void)[] = [];
    const { time, worker, addWebhook, addDelivery, settled } = setUp({
      post: () =>
        new Promise((resolve) => {
          answers.push(() => resolve({ exchange: 'answered', status: 200 }));
        }),
    });
    addWebhook('w', 'https://hooks.example');
    addDelivery('w', 'd');
    worker.start();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    time.now += 30 * 86_400_000;
    addDelivery('w', 'later', time.now);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    for (const answer of answers) answer();
    expect(await settled('later')).toMatchObject({ state: 'delivered' });
    expect(await settled('d')).toMatchObject({ state: 'delivered', tries: 1 });
    expect(answers).toHaveLength(2);
  });

  it('is forgotten when its webhook does not want it or is gone', async () => {
    const { heard, url } = await receiver(() => 200);
    const { store, worker, addWebhook, addDelivery } = setUp({ render: () => null });
    addWebhook('w', url);
    addDelivery('w', 'unwanted');
    addDelivery('gone', 'orphan');
    worker.start();
    await vi.waitFor(() => expect(store.deliveries.size).toBe(0));
    expect(heard).toEqual([]);
  });

  it('of a disabled webhook is set aside, not sent', async () => {
    const { heard, url } = await receiver(() => 200);
    const { worker, addWebhook, addDelivery, settled } = setUp();
    addWebhook('w', url, { enabled: false });
    addDelivery('w', 'd');
    worker.start();
    const expected = { state: 'dead', tries: 0, lastError: 'webhook is disabled' };
    expect(await settled('d')).toMatchObject(expected);
    expect(heard).toEqual([]);
  });

  it('that cannot be rendered takes the schedule of a failed try', async () => {
    const render = () => {
      throw new Error('a mistake');
    };
    const { worker, errors, addWebhook, addDelivery, settled } = setUp({ render });
    addWebhook('w', 'https://hooks.example');
    addDelivery('w', 'd');
    worker.start();
    expect(await settled('d')).toMatchObject({ tries: 1, lastError: 'could not be rendered' });
    expect(errors).toEqual(['a delivery could not be rendered']);
  });

  it.each([
    ['circle', 200, 'delivered'],
    ['circle', 204, 'waiting'],
    ['ed25519', 204, 'delivered'],
    ['hmac', 302, 'waiting'],
  ] as const)('under a %s signature is, answered %d, %s', async (signature, status, state) => {
    const { url } = await receiver(() => status);
    const { worker, addWebhook, addDelivery, settled } = setUp();
    addWebhook('w', url, { signature });
    addDelivery('w', 'd');
    worker.start();
    expect(await settled('d')).toMatchObject({ state, lastStatus: status });
  });
});

describe('a receiver that never answers', () => {
  it('delays nobody else', async () => {
    const tarPit = await receiver(() => null);
    const healthy = await receiver(() => 200);
    const { store, worker, addWebhook, addDelivery } = setUp();
    addWebhook('stuck', tarPit.url);
    addWebhook('well', healthy.url);
    for (let n = 0; n < 40; n += 1) addDelivery('stuck', `stuck-${n}`, START - 1000);
    for (let n = 0; n < 20; n += 1) addDelivery('well', `well-${n}`);
    worker.start();
    await vi.waitFor(() => expect(new Set(healthy.heard.map(({ id }) => id)).size).toBe(20), 1_000);
    expect(tarPit.heard).toHaveLength(2);
    const stuck = [...store.deliveries.values()].filter(({ webhook }) => webhook === 'stuck');
    expect(stuck.every(({ state }) => state === 'waiting')).toBe(true);
  });
});

describe('the worker', () => {
  it('goes on after the store failed', async () => {
    const { heard, url } = await receiver(() => 200);
    const { store, worker, errors, addWebhook, addDelivery, settled } = setUp();
    addWebhook('w', url);
    addDelivery('w', 'd');
    const { applyToDelivery } = store;
    store.applyToDelivery = async () => {
      store.applyToDelivery = applyToDelivery;
      throw new Error('disk full');
    };
    worker.start();
    expect(await settled('d')).toMatchObject({ state: 'delivered' });
    expect(errors).toEqual(['a delivery could not be claimed or settled']);
    expect(heard).toHaveLength(1);
  });

  it('delivers once when two of them work on one store', async () => {
    const { heard, url } = await receiver(() => 200);
    const { store, worker, addWebhook, addDelivery, settled } = setUp();
    const second: OutboxWorker = setUp({ store }).worker;
    addWebhook('w', url);
    for (let n = 0; n < 20; n += 1) addDelivery('w', `d-${n}`);
    worker.start();
    second.start();
    for (let n = 0; n < 20; n += 1) await settled(`d-${n}`);
    expect(heard).toHaveLength(20);
  });

  it('looks when woken, not only when its time has come', async () => {
    const { url } = await receiver(() => 200);
    const { worker, addWebhook, addDelivery, settled } = setUp({ pollEveryMs: 60_000 });
    addWebhook('w', url);
    worker.start();
    worker.wake();
    addDelivery('w', 'd');
    worker.wake();
    expect(await settled('d')).toMatchObject({ state: 'delivered' });
  });

  it('begins nothing after its stop, and ends what is under way', async () => {
    const tarPit = await receiver(() => null);
    const { store, worker, addWebhook, addDelivery } = setUp();
    addWebhook('w', tarPit.url);
    for (let n = 0; n < 5; n += 1) addDelivery('w', `d-${n}`);
    worker.start();
    await vi.waitFor(() => expect(tarPit.heard).toHaveLength(2));
    await worker.stop();
    worker.start();
    worker.wake();
    expect(tarPit.heard).toHaveLength(2);
    // Nobody knows whether they arrived: they stay claimed, and are tried again after the lease.
    const claimed = [...store.deliveries.values()].filter(
      ({ leasedUntil }) => leasedUntil !== null,
    );
    expect(claimed.map(({ state, tries }) => ({ state, tries }))).toEqual([
      { state: 'waiting', tries: 0 },
      { state: 'waiting', tries: 0 },
    ]);
  });
});
