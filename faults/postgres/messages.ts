/** The only message without a letter: what a client begins with. */
const STARTUP = 'startup';

/** Splits a stream of PostgreSQL's protocol into its messages, however they arrive. */
export class MessageReader {
  #rest: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  #started: boolean;

  /** A client begins with a message of its own form; a server does not. */
  constructor(side: 'client' | 'server') {
    this.#started = side === 'server';
  }

  /** The messages that are complete now, each with all its bytes. */
  take(chunk: Buffer): readonly ProtocolMessage[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: ProtocolMessage[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) messages.push(next);
    return messages;
  }

  #next(): ProtocolMessage | undefined {
    // A letter, and a length that counts itself; the first message has no letter.
    const letters = this.#started ? 1 : 0;
    if (this.#rest.length < letters + 4) return undefined;
    const size = letters + this.#rest.readUInt32BE(letters);
    if (this.#rest.length < size) return undefined;
    const bytes = this.#rest.subarray(0, size);
    const type = this.#started ? String.fromCharCode(bytes[0] ?? 0) : STARTUP;
    this.#rest = this.#rest.subarray(size);
    this.#started = true;
    return { type, bytes };
  }
}

export interface ProtocolMessage {
  /** Its letter in the protocol: `Q` a query, `C` a command that is complete, ... */
  readonly type: string;
  readonly bytes: Buffer<ArrayBufferLike>;
}
