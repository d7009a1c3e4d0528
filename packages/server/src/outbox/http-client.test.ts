import { createServer, type RequestListener, type Server } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient, type OutgoingRequest } from './http-client.ts';
import { createReceiverRule, ON_PRIVATE_NETWORK } from './receiver-address.ts';
import type { ResolveHost } from './resolve-host.ts';

const rule = createReceiverRule({ allowPrivate: [], allowLoopback: true });
const send = createHttpClient({ rule });
const impatient = createHttpClient({ rule, deadlineMs: 150 });
const TIMED_OUT = { exchange: 'failed', reason: 'timed out after 0.15 s' };

const open: (Server | TcpServer)[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
});

async function listen(server: Server | TcpServer): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const receiver = async (listener: RequestListener) =>
  `http://localhost:${await listen(createServer(listener))}/hook?a=1`;
/** A receiver of bytes: says what it likes to whoever connects. */
const rawReceiver = async (speak: (write: (text: string) => void) => void) => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => speak((text) => void socket.write(text)));
  });
  return `http://localhost:${await listen(server)}/`;
};
const post = (url: string): OutgoingRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', 'X-Circle-Key-Id': 'k' },
  body: Buffer.from('{"a":"ü"}'),
});

describe('a request', () => {
  it('arrives with its bytes, its headers and the name of the host', async () => {
    const seen: unknown[] = [];
    const url = await receiver(async (request, response) => {
      const { method, url: path, headers } = request;
      seen.push({ method, path, headers, body: (await request.toArray()).join('') });
      response.writeHead(204).end();
    });
    expect(await send(post(url))).toEqual({ exchange: 'answered', status: 204 });
    expect(seen).toEqual([
      {
        method: 'POST',
        path: '/hook?a=1',
        headers: {
          host: new URL(url).host,
          connection: 'close',
          'content-type': 'application/json',
          'content-length': '10',
          'x-circle-key-id': 'k',
        },
        body: '{"a":"ü"}',
      },
    ]);
  });

  it('is not repeated where a redirect points', async () => {
    let asked = 0;
    const url = await receiver((request, response) => {
      asked += 1;
      response.writeHead(307, { location: `http://${request.headers.host}/other` }).end();
    });
    expect(await send(post(url))).toEqual({ exchange: 'answered', status: 307 });
    expect(asked).toBe(1);
  });

  it('that is cut off has failed', async () => {
    const stop = new AbortController();
    const url = await receiver(() => stop.abort());
    expect(await send(post(url), stop.signal)).toMatchObject({ exchange: 'failed' });
  });
});

describe('the address of a name', () => {
  const resolvesTo = (...answers: (readonly string[])[]) => {
    const state = { asked: 0 };
    const resolve: ResolveHost = async () => answers[state.asked++] ?? [];
    return { state, resolve };
  };

  it('is asked for once: a second, private answer is never used', async () => {
    const servernames: string[] = [];
    const server = createTlsServer({
      SNICallback: (name, answer) => {
        servernames.push(name);
        answer(null);
      },
    });
    server.on('tlsClientError', () => undefined);
    const port = await listen(server);
    const { state, resolve } = resolvesTo(['127.0.0.1'], ['10.0.0.1']);
    const client = createHttpClient({ rule, resolve });
    const exchange = await client(post(`https://hooks.example:${port}/`));
    expect(exchange).toMatchObject({
      exchange: 'failed',
      reason: expect.stringMatching(/^no secure connection/),
    });
    // It got as far as the vetted address, under its name.
    expect(servernames).toEqual(['hooks.example']);
    expect(state.asked).toBe(1);
  });

  it.each([[['10.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['::ffff:10.0.0.1']], [['not an address']]])(
    'is refused when any of them is private: %j',
    async (addresses) => {
      const client = createHttpClient({ rule, resolve: resolvesTo(addresses).resolve });
      expect(await client(post('https://hooks.example/'))).toEqual({
        exchange: 'refused',
        reason: ON_PRIVATE_NETWORK,
      });
    },
  );

  it('that does not exist is a failure in words', async () => {
    const notFound = async () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
    const reasons = [
      await createHttpClient({ rule, resolve: notFound })(post('https://hooks.example/')),
      await createHttpClient({ rule, resolve: async () => [] })(post('https://hooks.example/')),
    ].map((exchange) => exchange.exchange === 'failed' && exchange.reason);
    expect(reasons).toEqual(['host name not found', 'host name has no address']);
  });

  it('is waited for no longer than for anything else', async () => {
    const never: ResolveHost = () => new Promise(() => undefined);
    const client = createHttpClient({ rule, resolve: never, deadlineMs: 150 });
    expect(await client(post('https://hooks.example/'))).toEqual(TIMED_OUT);
  });

  it('is judged by its text first, whatever the caller stored', async () => {
    expect(await send(post('http://hooks.example/'))).toMatchObject({ exchange: 'refused' });
    expect(await send(post('https://[::ffff:10.0.0.1]/'))).toMatchObject({ exchange: 'refused' });
  });
});

describe('a receiver', () => {
  it('that never answers is left after the deadline', async () => {
    expect(await impatient(post(await receiver(() => undefined)))).toEqual(TIMED_OUT);
  });

  it('that drips its headers is left after the deadline', async () => {
    const url = await rawReceiver((write) => {
      write('HTTP/1.1 200 OK\r\nx: ');
      const timer = setInterval(() => write('x'), 10);
      timer.unref();
    });
    expect(await impatient(post(url))).toEqual(TIMED_OUT);
  });

  it('that drips its body has answered, and is left after the deadline', async () => {
    const url = await rawReceiver((write) => {
      write('HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n');
      const timer = setInterval(() => write('x'), 10);
      timer.unref();
    });
    expect(await impatient(post(url))).toEqual({ exchange: 'answered', status: 200 });
  });

  it('that answers at length is not listened to', async () => {
    let sent = 0;
    const url = await receiver((_request, response) => {
      response.writeHead(500);
      const more = () => {
        if (response.destroyed) return;
        sent += 4096;
        response.write(Buffer.alloc(4096), () => setImmediate(more));
      };
      more();
    });
    expect(await send(post(url))).toEqual({ exchange: 'answered', status: 500 });
    expect(sent).toBeLessThan(1024 * 1024);
  });

  it('that hangs up, or talks nonsense, is a failure in words without its words', async () => {
    const hangsUp = await receiver((request) => request.socket.destroy());
    const nonsense = await rawReceiver((write) => write('220 mail.internal ESMTP\r\n'));
    expect(await send(post(hangsUp))).toEqual({
      exchange: 'failed',
      reason: 'connection closed without an answer',
    });
    expect(await send(post(nonsense))).toEqual({
      exchange: 'failed',
      reason: 'answer is not valid HTTP',
    });
  });

  it('that wants another protocol has not answered', async () => {
    const url = await rawReceiver((write) =>
      write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    );
    expect(await impatient(post(url))).toMatchObject({ exchange: 'failed' });
  });

  it('that is not there is a failure in words', async () => {
    const url = await receiver(() => undefined);
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await send(post(url))).toEqual({ exchange: 'failed', reason: 'connection refused' });
  });
});
