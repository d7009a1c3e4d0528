import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionError, PintumblerClient, ProblemError } from '../src/index.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that does what the list says, one entry a request; the last one stays. */
let script: readonly Answer[] = [];
const seen: IncomingMessage[] = [];
const waits: number[] = [];
const http = createServer((request, response) => {
  const answer = script[Math.min(seen.length, script.length - 1)];
  seen.push(request);
  request.resume();
  answer?.(request, response);
});
let client: PintumblerClient;

const json: (status: number, body: object, headers?: Record<string, string>) => Answer =
  (status, body, headers = {}) =>
  (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
const verified = json(200, { outcome: 'verified', mustChange: false });
const problem = (status: number, code: string, headers?: Record<string, string>) =>
  json(status, { status, code, detail: 'Told by the test.', requestId: 'r-1' }, headers);
const hangUp: Answer = (request) => request.socket.destroy();
const silence: Answer = () => {};
const html: (status: number) => Answer = (status) => (_request, response) =>
  response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');

beforeAll(async () => {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  client = new PintumblerClient({
    ...{ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'k', timeoutMs: 5000 },
    pause: async (ms, signal) => {
      waits.push(ms);
      signal?.throwIfAborted();
    },
  });
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
});
beforeEach(() => {
  seen.length = 0;
  waits.length = 0;
});

const verify = (options?: Parameters<PintumblerClient['verifyPin']>[2]) =>
  client.verifyPin('ann', { pin: '8305' }, options);
const keys = () => seen.map(({ headers }) => headers['idempotency-key']);

describe('a call that changes something', () => {
  it('carries one key through all its tries, and another call another one', async () => {
    script = [hangUp, problem(503, 'overloaded'), html(502), verified];
    expect(await verify()).toMatchObject({ outcome: 'verified' });
    expect(seen).toHaveLength(4);
    expect(new Set(keys()).size).toBe(1);
    expect(keys()[0]).toMatch(/^[0-9a-f]{32}$/);
    await verify();
    expect(new Set(keys()).size).toBe(2);
  });

  it('keeps the key it is given', async () => {
    script = [hangUp, verified];
    await verify({ idempotencyKey: 'order-7' });
    expect(keys()).toEqual(['order-7', 'order-7']);
  });

  it('waits as long as the server asks, and gives up rather than wait for minutes', async () => {
    script = [problem(503, 'overloaded', { 'retry-after': '2' }), verified];
    await verify();
    expect(waits[0]).toBeGreaterThanOrEqual(2000);
    seen.length = 0;
    script = [problem(503, 'overloaded', { 'retry-after': '600' })];
    const error = await verify({ idempotencyKey: 'order-8' }).catch((thrown) => thrown);
    expect(error).toMatchObject({ retryAfterSeconds: 600, idempotencyKey: 'order-8' });
    expect(seen).toHaveLength(1);
  });

  it('is tried four times and then says that it may have run, and under which key', async () => {
    script = [hangUp];
    const error = await verify().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ reason: 'unreachable', idempotencyKey: keys()[0] });
    expect(seen).toHaveLength(4);
    seen.length = 0;
    await expect(verify({ retries: 0 })).rejects.toBeInstanceOf(ConnectionError);
    expect(seen).toHaveLength(1);
  });

  it('is not repeated when the answer is one', async () => {
    script = [problem(429, 'too_many_codes', { 'retry-after': '1' })];
    const error = await client.startRecovery('ann', { factor: 'one_time_code' }).catch((e) => e);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'too_many_codes', retryAfterSeconds: 1 });
    expect(seen).toHaveLength(1);
  });
});

describe('any call', () => {
  it('ends when a try takes too long', async () => {
    script = [silence];
    const error = await verify({ timeoutMs: 30, retries: 1 }).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'timed_out' });
    expect(seen).toHaveLength(2);
  });

  it('ends at once when it is aborted, with the reason, and is not tried again', async () => {
    script = [silence];
    const stop = new AbortController();
    const call = verify({ signal: stop.signal });
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error('the person left'));
    await expect(call).rejects.toThrow('the person left');
    await expect(verify({ signal: stop.signal })).rejects.toThrow('the person left');
    expect(seen).toHaveLength(1);
  });

  it('does not follow a redirect with the PIN in its hands', async () => {
    script = [(_request, response) => response.writeHead(307, { location: '/elsewhere' }).end()];
    await expect(verify()).rejects.toMatchObject({ code: 'not_from_pintumbler', status: 307 });
    expect(seen).toHaveLength(1);
  });

  it('takes no page of a proxy for an answer', async () => {
    script = [html(200)];
    await expect(client.readPolicy()).rejects.toMatchObject({ code: 'not_from_pintumbler' });
  });

  it('that reads has no key, and is repeated all the same', async () => {
    script = [hangUp, json(200, { keys: [] })];
    expect(await client.readKeys()).toEqual([]);
    expect(keys()).toEqual([undefined, undefined]);
  });

  it('has the PIN in no error', async () => {
    script = [hangUp];
    const error = await verify({ retries: 0 }).catch((thrown) => thrown);
    expect(
      JSON.stringify([error.message, String(error.cause), Object.values(error)]),
    ).not.toContain('8305');
  });
});
