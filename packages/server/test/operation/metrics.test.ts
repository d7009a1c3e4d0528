import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Server } from '../../src/compose.ts';
import { METRICS } from '../../src/observability/metrics/definitions.ts';
import { createMeter } from '../../src/observability/metrics/meter.ts';
import { createTenantNames } from '../../src/observability/metrics/tenant-names.ts';
import { readMetrics, sumOf } from '../support/read-metrics.ts';
import { startReceiver } from '../support/receiver.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { removeData } from '../support/test-engine.ts';
import { send, startTestServer, type TestServer, testConfig } from '../support/test-server.ts';

const REAL_HASH = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ flags: { 'metrics-tenants': '1' } });
});
afterAll(() => server.close());

const scrape = async () => readMetrics((await server.call('GET', '/metrics')).text);

describe('what /metrics counts', () => {
  it('attempts by outcome and the lock they lead to, whichever way they came', async () => {
    const before = await scrape();
    const id = await server.makeSubject('8305');
    const verify = (pin: string) => server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin });
    await verify('8305');
    for (let guess = 0; guess < 5; guess += 1) await verify('1907');
    await verify('8305');
    await server.call('POST', '/v1/subjects/nobody/pin/verify', { pin: '8305' });

    const after = await scrape();
    const grown = (name: string, labels: Readonly<Record<string, string>>) =>
      sumOf(after, name, labels) - sumOf(before, name, labels);
    const attempts = (outcome: string) =>
      grown('pintumbler_attempts_total', { action: 'pin.verify', outcome, dialect: 'native' });
    expect(attempts('verified')).toBe(1);
    expect(attempts('wrong')).toBe(5);
    expect(attempts('locked')).toBe(1);
    expect(attempts('unknown_subject')).toBe(1);
    expect(grown('pintumbler_lockouts_total', { secret: 'pin', tenant: 'demo' })).toBe(1);
    expect(grown('pintumbler_events_total', { type: 'pin.locked' })).toBe(1);
    expect(grown('pintumbler_verify_duration_seconds_count', {})).toBe(8);
    const compared = { work: 'compare' };
    expect(grown('pintumbler_hash_duration_seconds_count', compared)).toBe(7);
    const route = '/v1/subjects/:id/pin/verify';
    const answered = (status: string) =>
      grown('pintumbler_http_requests_total', { method: 'POST', route, status });
    expect([answered('200'), answered('404')]).toEqual([7, 1]);
    expect(grown('pintumbler_commit_batch_size_count', {})).toBeGreaterThan(0);
  });

  it('deliveries and messages by what became of them', async () => {
    const receiver = await startReceiver();
    await server.call('POST', '/v1/webhooks', { url: receiver.url, events: ['pin.set'] });
    await server.makeSubject();
    await receiver.next(({ body }) => body['type'] === 'pin.set');
    const identifiers = [{ type: 'email', value: 'ann@example.com' }];
    await server.call('POST', '/v1/subjects', { id: 'ann', identifiers });
    await server.call('PUT', '/v1/subjects/ann/pin', { pin: '8305' });
    await server.call('POST', '/v1/subjects/ann/recoveries', { factor: 'one_time_code' });
    await expect
      .poll(async () => {
        const metrics = await scrape();
        return [
          sumOf(metrics, 'pintumbler_webhook_tries_total', { result: 'delivered' }) > 0,
          sumOf(metrics, 'pintumbler_messages_total', { channel: 'email', result: 'sent' }) > 0,
        ];
      })
      .toEqual([true, true]);
    await receiver.close();
  });

  it('this node, its queue, and its process', async () => {
    const metrics = await scrape();
    expect(sumOf(metrics, 'pintumbler_node_info', { version: '0.1.0' })).toBe(1);
    expect(sumOf(metrics, 'pintumbler_hash_places', {})).toBe(256);
    expect(sumOf(metrics, 'pintumbler_hash_queue', {})).toBe(0);
    expect(sumOf(metrics, 'process_resident_memory_bytes', {})).toBeGreaterThan(0);
    expect(sumOf(metrics, 'nodejs_eventloop_lag_p99_seconds', {})).toBeGreaterThanOrEqual(0);
  });

  it('names people nowhere, and routes by their pattern', async () => {
    const id = await server.makeSubject('8305');
    await server.call('POST', `/v1/subjects/${id}/pin/verify`, {
      pin: '8305',
      purpose: 'p-canary',
    });
    await server.call('GET', `/v1/canary-path/${id}?pin=8305`);
    await server.call('BREW' as 'GET', '/').catch(() => undefined);
    const metrics = await scrape();
    const values = metrics.flatMap(({ labels }) => Object.values(labels));
    const allowed = /^[A-Za-z0-9_.:/*+-]{0,80}$/;
    expect(values.filter((value) => !allowed.test(value))).toEqual([]);
    expect(values.filter((value) => /canary|subject-|8305|127\.0/.test(value))).toEqual([]);
    expect(values).toContain('unmatched');
  });

  it('names at most as many tenants as was asked for', async () => {
    const { body } = await server.admin('POST', '/tenants', { id: 'later', name: 'Later' });
    const authorization = `Bearer ${String(body['apiKey'])}`;
    await server.call('POST', '/v1/subjects/x/pin/verify', { pin: '8305' }, { authorization });
    const tenants = new Set((await scrape()).map(({ labels }) => labels['tenant']));
    expect(tenants).toEqual(new Set([undefined, 'demo', 'other']));
    expect(createTenantNames(0)('demo')).toBe('');
  });
});

describe('the last 24 hours of a node', () => {
  it('are told by the minute, with latencies in order', async () => {
    const id = await server.makeSubject('8305');
    await server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '8305' });
    const { status, body } = await server.admin('GET', '/server/series');
    expect(status).toBe(200);
    expect(body['stepSeconds']).toBe(60);
    const series = body['series'] as { at: string; latencyMs: Record<string, number> | null }[];
    expect(series.length).toBeGreaterThan(0);
    const measured = series.map(({ latencyMs }) => latencyMs).filter((each) => each !== null);
    expect(measured.length).toBeGreaterThan(0);
    for (const { p50 = 0, p95 = 0, p99 = 0 } of measured) {
      expect(p50).toBeGreaterThan(0);
      expect([p50, p95, p99]).toEqual([p50, p95, p99].toSorted((a, b) => a - b));
    }
    expect((await server.call('GET', '/admin/v1/server/series')).status).toBe(401);
  });
});

describe('a metric whose labels would come from outside', () => {
  it('stops growing, and counts the rest as other', () => {
    const { httpRequests } = createMeter();
    for (let count = 0; count < 5_000; count += 1) httpRequests.add([`M${count}`, '/', '200']);
    const samples = httpRequests.samples();
    expect(samples.length).toBeLessThan(2_100);
    const other = samples.find(({ labels }) => labels[0] === 'other');
    expect(other?.value).toBeGreaterThan(2_900);
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(5_000);
  });

  it('has no name that tells of a person', () => {
    const labels = Object.values(METRICS).flatMap((metric): readonly string[] => metric.labels);
    const known = ['action', 'outcome', 'dialect', 'tenant', 'secret', 'type', 'work', 'operation'];
    const others = ['outbox', 'result', 'channel', 'method', 'route', 'status', 'budget'];
    const node = ['version', 'engine', 'runtime'];
    expect(new Set(labels)).toEqual(new Set([...known, ...others, ...node]));
  });
});

describe('a production server', () => {
  let dir: TempDir;
  let production: Server;
  let baseUrl: string;
  const key = 'metrics-key-of-24-letters';
  const ask = async (authorization?: string) =>
    send(`${baseUrl}/metrics`, 'GET', undefined, authorization ? { authorization } : {});

  beforeAll(async () => {
    dir = makeTempDir();
    const flags = { 'metrics-key': key, 'hash-places': '1' };
    const config = await testConfig(dir.path, flags);
    production = await compose({ config, mode: 'serve', hashCost: REAL_HASH });
    ({ baseUrl } = await production.listen());
  });
  afterAll(async () => {
    await production.stop();
    await removeData(dir.path);
  });

  it('shows its metrics to who has the key or the admin key, and not to who is merely near', async () => {
    const refused = await ask();
    expect([refused.status, refused.body['code']]).toEqual([401, 'unauthenticated']);
    expect(refused.text).not.toContain('# TYPE');
    expect((await ask(`Bearer ${key}x`)).status).toBe(401);
    expect((await ask(`Basic ${key}`)).status).toBe(401);
    const shown = await ask(`Bearer ${key}`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect((await ask(`Bearer ${production.adminKey}`)).status).toBe(200);
  });

  it('answers while every place for hashes is taken', async () => {
    const operator = { actor: 'test', dialect: 'native', source: '127.0.0.1', requestId: 'test' };
    const tenant = await production.core.createTenant(operator, { id: 'acme', name: 'Acme' });
    const pin = { subject: { id: 'ann' }, purpose: 'login', newPin: '8305' };
    await production.core.createSubject({ ...operator, tenant }, { id: 'ann' });
    const setting = production.core.setPin({ ...operator, tenant }, pin);
    const sentAway = production.core.setPin({ ...operator, tenant }, pin);
    await expect(sentAway).rejects.toMatchObject({ code: 'overloaded' });
    const metrics = readMetrics((await ask(`Bearer ${key}`)).text);
    expect(sumOf(metrics, 'pintumbler_hash_refused_total', {})).toBe(1);
    await setting;
  });
});
