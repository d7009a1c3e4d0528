import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A developer's endpoint for webhooks, on this machine. */
export interface Receiver {
  readonly url: string;
  /** Everything that came so far, in order. */
  readonly received: readonly Received[];
  /** The next POST nobody has taken yet. */
  next(): Promise<Received>;
  close(): Promise<void>;
}

export async function openReceiver(status = 200): Promise<Receiver> {
  const received: Received[] = [];
  const posts: Received[] = [];
  const waiting: ((post: Received) => void)[] = [];
  const http = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    response.writeHead(status).end();
    const { method = '', headers } = request;
    const came = { method, headers, text };
    received.push(came);
    if (method !== 'POST') return;
    const taker = waiting.shift();
    if (taker === undefined) posts.push(came);
    else taker(came);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`,
    received,
    next() {
      const post = posts.shift();
      if (post !== undefined) return Promise.resolve(post);
      return new Promise((resolve) => waiting.push(resolve));
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
