import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** Somebody who wants to be told: a real HTTP server on a free loopback port. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on; `null`: nothing, and it keeps the connection. */
  status: number | null;
  /** Waits until a request fits; throws after some seconds. */
  next(fits?: (request: Received) => boolean): Promise<Received>;
  close(): Promise<void>;
}

const PATIENCE_MS = 8_000;

export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = '', headers } = request;
    received.push({ method, headers, text, body: text === '' ? {} : JSON.parse(text) });
    if (receiver.status !== null) response.writeHead(receiver.status).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    status: 200,
    async next(fits = ({ method }) => method === 'POST') {
      for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
        const found = received.find(fits);
        if (found !== undefined) return found;
        await wait(20);
      }
      throw new Error(`nothing fitting arrived: ${JSON.stringify(received)}`);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}
