import type { Connect } from './connect.ts';
import type { Connection } from './connection.ts';

/** A place for one connection at a time: opened when it is wanted, replaced when it failed. */
export class Session {
  readonly #connect: Connect;
  #opening: Promise<Connection> | undefined;
  #connection: Connection | undefined;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** Throws when none can be had now. Whoever asks meanwhile waits for the same one. */
  async connection(): Promise<Connection> {
    if (this.#connection?.usable) return this.#connection;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
    this.#connection = await this.#opening;
    return this.#connection;
  }

  async close(): Promise<void> {
    const opening = await this.#opening?.catch(() => undefined);
    await opening?.close();
    await this.#connection?.close();
  }
}
