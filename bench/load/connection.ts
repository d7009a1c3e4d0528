import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * One keep-alive connection with one request under way at most. Requests are bytes made beforehand
 * and answers are only cut at their length: the load client shares the cores with what it measures,
 * so every microsecond it spends is one the server does not have.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #fail: (error: Error) => void;
  #received = '';
  #done: ((answer: Answer) => void) | undefined;

  private constructor(socket: Socket, fail: (error: Error) => void) {
    this.#socket = socket;
    this.#fail = fail;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#receive(text));
    socket.on('error', fail);
    socket.on('close', () => {
      if (this.#done !== undefined) fail(new Error('the server closed a connection in use'));
    });
  }

  /** `fail` hears of a connection that breaks later: a bench with lost answers has no result. */
  static open(port: number, fail: (error: Error) => void): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket, fail));
      });
    });
  }

  send(request: Buffer, done: (answer: Answer) => void): void {
    // A write to a socket that is closed is lost without a word, and its answer waited for for ever.
    if (this.#socket.destroyed) this.#fail(new Error('the server closed an idle connection'));
    this.#done = done;
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(text: string): void {
    this.#received += text;
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.slice(0, headEnd);
    const body = bodyIn(head, this.#received.slice(headEnd + 4));
    if (body === undefined) return;
    const done = this.#done;
    this.#received = '';
    this.#done = undefined;
    done?.({ status: Number(head.slice(9, 12)), head, body });
  }
}

/** The body, or `undefined` while the rest of it is on the way. */
function bodyIn(head: string, received: string): string | undefined {
  if (/transfer-encoding: chunked/i.test(head)) return joinChunks(received);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  return received.length < length ? undefined : received;
}

/** Chunks of RFC 9112 section 7.1, without trailers: none of the servers here sends any. */
function joinChunks(received: string): string | undefined {
  let body = '';
  for (let at = 0; ; ) {
    const sizeEnd = received.indexOf('\r\n', at);
    if (sizeEnd < 0) return undefined;
    const size = Number.parseInt(received.slice(at, sizeEnd), 16);
    const end = sizeEnd + 2 + size;
    if (received.length < end + 2) return undefined;
    if (size === 0) return body;
    body += received.slice(sizeEnd + 2, end);
    at = end + 2;
  }
}

/** Opens connections for `work` and closes them afterwards; fails when one of them breaks. */
export async function withConnections<R>(
  port: number,
  count: number,
  work: (connections: readonly Connection[]) => Promise<R>,
): Promise<R> {
  const broken = Promise.withResolvers<never>();
  const opening = Array.from({ length: count }, () => Connection.open(port, broken.reject));
  const connections = await Promise.all(opening);
  try {
    return await Promise.race([work(connections), broken.promise]);
  } finally {
    for (const connection of connections) connection.close();
  }
}
