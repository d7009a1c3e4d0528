import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Collector, type ReceivedSpan, startCollector } from '../support/collector.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const TRACE = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const PARENT = '00f067aa0ba902b7';

let collector: Collector;
let server: TestServer;

beforeAll(async () => {
  collector = await startCollector();
  server = await startTestServer({ flags: { 'otlp-url': collector.url } });
});

afterAll(() => server.close());

/** The spans of a trace once the request that made it is among them. */
async function spansOf(traceId: string, last: string): Promise<readonly ReceivedSpan[]> {
  const spans = () => collector.spans().filter((span) => span.traceId === traceId);
  await expect.poll(() => spans().map(({ name }) => name), { timeout: 10_000 }).toContain(last);
  return spans();
}

/** Names from a span up to the one that has no parent here. */
function ancestry(spans: readonly ReceivedSpan[], span: ReceivedSpan): readonly string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent === undefined ? [] : [parent.name, ...ancestry(spans, parent)];
}

const ROUTE = 'POST /v1/subjects/:id/pin/verify';

it('a verify is one trace: request, decode, use case, charge, compare, settle, commits', async () => {
  const id = await server.makeSubject('8305');
  const traceparent = `00-${TRACE}-${PARENT}-01`;
  const path = `/v1/subjects/${id}/pin/verify`;
  await server.call('POST', path, { pin: '8305' }, { traceparent });
  const spans = await spansOf(TRACE, ROUTE);
  const one = (name: string): ReceivedSpan => {
    const [found, ...more] = spans.filter((span) => span.name === name);
    if (found === undefined || more.length > 0) throw new Error(`not one span ${name}`);
    return found;
  };

  expect(one(ROUTE).parentSpanId).toBe(PARENT);
  expect(one(ROUTE).attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/v1/subjects/:id/pin/verify',
    'http.response.status_code': 200,
  });
  expect(ancestry(spans, one('decode'))).toEqual([ROUTE]);
  expect(ancestry(spans, one('verifyPin'))).toEqual([ROUTE]);
  expect(one('verifyPin').attributes).toEqual({ 'pintumbler.outcome': 'verified' });
  for (const name of ['charge', 'compare', 'settle']) {
    expect(ancestry(spans, one(name))).toEqual(['verifyPin', ROUTE]);
  }
  const commits = spans
    .filter(({ name }) => name === 'commit')
    .map((span) => ancestry(spans, span));
  expect(commits).toContainEqual(['charge', 'verifyPin', ROUTE]);
  expect(commits).toContainEqual(['settle', 'verifyPin', ROUTE]);
  const order = ['decode', 'charge', 'compare', 'settle'].map((name) => one(name));
  for (const [index, span] of order.entries()) {
    const next = order[index + 1];
    if (next === undefined) continue;
    const gap = BigInt(next.startTimeUnixNano) - BigInt(span.endTimeUnixNano);
    expect([span.name, next.name, gap >= -1_000_000n]).toEqual([span.name, next.name, true]);
  }
});

it('many requests at once do not get into each other’s traces', async () => {
  const traces = Array.from({ length: 20 }, (_, index) => `${TRACE.slice(0, 30)}${index + 10}`);
  // Each with a budget that no other request charges.
  const ids = await Promise.all(traces.map(() => server.makeSubject('8305')));
  await Promise.all(
    traces.map((trace, index) => {
      const headers = { traceparent: `00-${trace}-${PARENT}-01` };
      return server.call('POST', `/v1/subjects/${ids[index]}/pin/verify`, { pin: '8305' }, headers);
    }),
  );
  for (const trace of traces) {
    const spans = await spansOf(trace, ROUTE);
    expect(spans.filter(({ name }) => name === 'verifyPin')).toHaveLength(1);
    expect(spans.filter(({ name }) => name === 'compare')).toHaveLength(1);
    const known = new Set([PARENT, ...spans.map(({ spanId }) => spanId)]);
    expect(spans.filter(({ parentSpanId }) => !known.has(parentSpanId))).toEqual([]);
  }
});

it('a caller that does not sample is not followed', async () => {
  const trace = `${TRACE.slice(0, 28)}0000`;
  const headers = { traceparent: `00-${trace}-${PARENT}-00` };
  await server.call('GET', '/v1/policy', undefined, headers);
  const next = `${TRACE.slice(0, 28)}0001`;
  const sampled = { traceparent: `00-${next}-${PARENT}-01` };
  await server.call('GET', '/v1/policy', undefined, sampled);
  await spansOf(next, 'GET /v1/policy');
  expect(collector.spans().filter(({ traceId }) => traceId === trace)).toEqual([]);
});

it('a delivery is a trace of its own, and polling is none', async () => {
  const receiver = await startReceiver();
  await server.call('POST', '/v1/webhooks', { url: receiver.url });
  await server.makeSubject();
  const { headers } = await receiver.next();
  // Receivers are somebody else's: they are not told how our traces are called.
  expect(headers['traceparent']).toBeUndefined();
  const delivered = () => collector.spans().filter(({ name }) => name === 'webhook delivery');
  await expect.poll(() => delivered().length, { timeout: 10_000 }).toBeGreaterThan(0);
  const [delivery] = delivered();
  expect(delivery?.parentSpanId).toBe('');
  const below = collector.spans().filter(({ parentSpanId }) => parentSpanId === delivery?.spanId);
  expect(below.map(({ name }) => name)).toContain('store.applyToDelivery');
  const roots = new Set(
    collector
      .spans()
      .filter(({ parentSpanId }) => parentSpanId === '')
      .map(({ name }) => name),
  );
  for (const name of roots) expect(name).toMatch(/^(GET|POST|PUT) \/|^webhook delivery$/);
  await receiver.close();
});

it('a collector that is gone stops nothing', async () => {
  await collector.close();
  const id = await server.makeSubject('8305');
  const verify = () => server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '8305' });
  for (let times = 0; times < 5; times += 1) {
    expect((await verify()).body['outcome']).toBe('verified');
  }
});
