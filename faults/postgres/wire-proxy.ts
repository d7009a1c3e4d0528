import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { MessageReader, type ProtocolMessage } from './messages.ts';

export type Direction = 'to server' | 'to client';

/** What happens to the message with this number, counted over all connections since it was set. */
export interface Trouble {
  readonly direction: Direction;
  readonly message: number;
  /**
   * `cut`: the message is thrown away and the connection reset on both sides. `stall`: it and all
   * that follows on its connection wait until the trouble is over.
   */
  readonly kind: 'cut' | 'stall';
}

/** Stands between a node and its PostgreSQL, and breaks what it is told to. */
export class WireProxy {
  readonly #server: Server;
  readonly #links = new Set<Link>();
  #trouble: Trouble | undefined;
  #counts: Record<Direction, number> = { 'to server': 0, 'to client': 0 };
  #struck: string | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(port: number): Promise<WireProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new WireProxy(server);
    server.on('connection', (client) => {
      const upstream = connect({ port, host: '127.0.0.1' });
      const link = new Link(client, upstream, (direction, message) =>
        proxy.#fateOf(direction, message),
      );
      proxy.#links.add(link);
      upstream.once('close', () => proxy.#links.delete(link));
    });
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The letter of the message that was hit since the trouble was set. */
  get struck(): string | undefined {
    return this.#struck;
  }

  expect(trouble: Trouble | undefined): void {
    this.#trouble = trouble;
    this.#counts = { 'to server': 0, 'to client': 0 };
    this.#struck = undefined;
  }

  /** No trouble any more; what stalled goes on. */
  calm(): void {
    this.#trouble = undefined;
    for (const link of this.#links) link.goOn();
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #fateOf(direction: Direction, { type }: ProtocolMessage): 'pass' | Trouble['kind'] {
    this.#counts[direction] += 1;
    const trouble = this.#trouble;
    if (trouble?.direction !== direction || trouble.message !== this.#counts[direction]) {
      return 'pass';
    }
    this.#struck = type;
    return trouble.kind;
  }
}

type FateOf = (direction: Direction, message: ProtocolMessage) => 'pass' | Trouble['kind'];

/** One connection, in both directions. */
class Link {
  readonly #client: Socket;
  readonly #upstream: Socket;
  readonly #fateOf: FateOf;
  /** Messages that wait, once the link has stalled. */
  #held: (() => void)[] | undefined;

  constructor(client: Socket, upstream: Socket, fateOf: FateOf) {
    this.#client = client;
    this.#upstream = upstream;
    this.#fateOf = fateOf;
    // Each message goes out by itself; waiting for more to send with it costs 40 ms each time.
    for (const socket of [client, upstream]) socket.setNoDelay(true);
    this.#pass(client, upstream, 'to server');
    this.#pass(upstream, client, 'to client');
  }

  goOn(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const send of held) send();
  }

  cut(): void {
    this.#client.resetAndDestroy();
    this.#upstream.resetAndDestroy();
  }

  #pass(from: Socket, to: Socket, direction: Direction): void {
    const reader = new MessageReader(direction === 'to server' ? 'client' : 'server');
    from.on('data', (chunk: Buffer) => {
      for (const message of reader.take(chunk)) {
        const fate = this.#held === undefined ? this.#fateOf(direction, message) : 'stall';
        if (fate === 'cut') return this.cut();
        if (fate === 'stall') this.#held ??= [];
        const send = () => to.write(message.bytes);
        if (this.#held === undefined) send();
        else this.#held.push(send);
      }
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}
