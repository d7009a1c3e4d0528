import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fastify } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { compose, type Server } from '../../src/compose.ts';
import { PIPELINED_MAX, refuseOddRequests } from '../../src/http/transport/refuse-odd-requests.ts';
import { sendRaw } from '../operation/raw-socket.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { CHEAP_HASH, testConfig } from '../support/test-server.ts';

const PING = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

/** A production server: on the demo server this machine meets no limits. */
async function serve(flags: Record<string, string>): Promise<string> {
  const dir = makeTempDir();
  cleanups.push(async () => dir.remove());
  const config = await testConfig(dir.path, flags);
  const server: Server = await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  cleanups.push(() => server.stop());
  return (await server.listen()).baseUrl;
}

/** Opens a connection and asks something; the answer is empty where it was closed unheard. */
async function openOne(baseUrl: string): Promise<{ socket: Socket; heard: string }> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  cleanups.push(async () => socket.destroy());
  socket.on('error', () => undefined);
  socket.write(PING);
  const heard = await new Promise<string>((resolve) => {
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    socket.once('close', () => resolve(''));
  });
  return { socket, heard };
}

it('one source holds so many connections and no more, until it closes one', async () => {
  const baseUrl = await serve({ 'connections-per-source': '5' });
  const open: Socket[] = [];
  for (let at = 0; at < 5; at += 1) {
    const { socket, heard } = await openOne(baseUrl);
    expect(heard).toContain('200 OK');
    open.push(socket);
  }
  expect((await openOne(baseUrl)).heard).toBe('');
  const [first] = open;
  first?.destroy();
  if (first) await once(first, 'close');
  const heard: string[] = [];
  // The server hears of the end a moment later.
  while (heard.at(-1) !== 'yes') {
    heard.push((await openOne(baseUrl)).heard.includes('200 OK') ? 'yes' : 'no');
  }
});

it('a proxy of one’s own brings everybody’s connections', async () => {
  const flags = { 'connections-per-source': '2', 'trusted-proxies': '127.0.0.0/8' };
  const baseUrl = await serve(flags);
  for (let at = 0; at < 6; at += 1) expect((await openOne(baseUrl)).heard).toContain('200 OK');
});

it('so many connections are open on a port and no more', async () => {
  const baseUrl = await serve({ connections: '4' });
  for (let at = 0; at < 4; at += 1) expect((await openOne(baseUrl)).heard).toContain('200 OK');
  expect((await openOne(baseUrl)).heard).toBe('');
});

it('requests beyond those that may wait on one connection are refused, in their order', async () => {
  const baseUrl = await serve({});
  const ask = 'GET /v1/policy HTTP/1.1\r\nhost: x\r\n';
  const last = `${ask}connection: close\r\n\r\n`;
  const bytes = [...Array.from({ length: PIPELINED_MAX + 9 }, () => `${ask}\r\n`), last].join('');
  const text = await (await sendRaw(baseUrl, bytes)).answer;
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
  expect(statuses.slice(0, PIPELINED_MAX)).toEqual(
    Array.from({ length: PIPELINED_MAX }, () => '401'),
  );
  expect(statuses.slice(PIPELINED_MAX)).toEqual(Array.from({ length: 10 }, () => '429'));
});

it('a client that takes nothing of its answer is let go of, and one that reads slowly is not', async () => {
  const app = fastify();
  refuseOddRequests(app, 300);
  // More than the system's own buffers take in.
  const large = 'x'.repeat(16 * 1024 * 1024);
  app.get('/large', async () => large);
  cleanups.push(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const ask = 'GET /large HTTP/1.1\r\nhost: x\r\n\r\n';

  const gone = once(app.server, 'connection').then(([socket]) => once(socket as Socket, 'close'));
  const { hostname, port } = new URL(url);
  const idle = connect(Number(port), hostname);
  idle.on('error', () => undefined);
  idle.write(ask);
  await gone;
  idle.destroy();

  const slow = connect(Number(port), hostname);
  slow.write(ask);
  let bytes = 0;
  for await (const chunk of slow) {
    bytes += (chunk as Buffer).length;
    // A breath after each piece, much shorter than the time allowed without any.
    await new Promise((resolve) => setImmediate(resolve));
    if (bytes > large.length) break;
  }
  expect(bytes).toBeGreaterThan(large.length);
}, 30_000);
