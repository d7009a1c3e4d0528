import { Client, type ClientConfig, type QueryResult, types } from 'pg';
import type { Row } from '../engine.ts';

const INT8 = 20;
const BYTEA = 17;

/** What the driver would read otherwise: numbers as text, and bytes as a kind of its own. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: (digits) => {
    const value = Number(digits);
    if (Number.isSafeInteger(value)) return value;
    throw new Error('a stored number is too large to be ours');
  },
  // After the two characters `\\x`.
  [BYTEA]: (hex) => Uint8Array.from(Buffer.from(hex.slice(2), 'hex')),
};
const TYPES = {
  getTypeParser: (oid: number) => PARSERS[oid] ?? types.getTypeParser(oid, 'text'),
} as ClientConfig['types'];

export interface Answer {
  readonly rows: readonly Row[];
  /** What the server calls what it did: `COMMIT`, or `ROLLBACK` where it could not. */
  readonly command: string;
}

/**
 * One session with the server. Statements may be sent before earlier ones are answered; they are
 * answered in order. A connection that failed in any way is never used again.
 */
export class Connection {
  readonly #client: Client;
  readonly #names: StatementNames;
  #failure: Error | undefined;
  #warnings = 0;
  #gathering = false;

  private constructor(client: Client, names: StatementNames) {
    this.#client = client;
    this.#names = names;
    client.on('error', (error) => {
      this.#failure = error;
    });
    client.on('end', () => {
      this.#failure ??= new Error('the database closed the connection');
    });
    client.on('notice', ({ severity }) => {
      if (severity === 'WARNING') this.#warnings += 1;
    });
  }

  /** Throws when the server cannot be reached or does not let us in. */
  static async open(config: ClientConfig, names: StatementNames): Promise<Connection> {
    const client = new Client({ ...config, pipeline: true, types: TYPES });
    const connection = new Connection(client, names);
    try {
      await client.connect();
    } catch (error) {
      connection.destroy();
      throw error;
    }
    return connection;
  }

  get usable(): boolean {
    return this.#failure === undefined;
  }

  /** The server process this session was told to be in: a pooler tells something else. */
  get announcedProcess(): number {
    return 'processID' in this.#client ? Number(this.#client.processID) : 0;
  }

  /** Warnings the server gave so far: one during a commit means that not all it promises is done. */
  get warnings(): number {
    return this.#warnings;
  }

  /** Runs a statement the server prepares once for each session. */
  async run(text: string, values: readonly unknown[]): Promise<Answer> {
    this.#gather();
    const name = this.#names.of(text);
    return toAnswer(await this.#client.query({ name, text, values: [...values] }));
  }

  /** Runs text as it is, also several statements in one; one answer for each. */
  async runText(text: string): Promise<readonly Answer[]> {
    this.#gather();
    // The driver answers a list for several statements, which its types do not say.
    const result: QueryResult | QueryResult[] = await this.#client.query(text);
    return (Array.isArray(result) ? result : [result]).map(toAnswer);
  }

  /** What is asked before the event loop moves on travels in one piece: it wakes the server once. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const { stream } = this.#client.connection;
    stream.cork();
    process.nextTick(() => {
      this.#gathering = false;
      stream.uncork();
    });
  }

  async close(): Promise<void> {
    if (this.#failure !== undefined) return;
    this.#failure = new Error('closed');
    await this.#client.end().catch(() => undefined);
  }

  /** Ends it without a word; what was asked on it fails. */
  destroy(): void {
    this.#failure ??= new Error('the connection was given up');
    this.#client.connection.stream.destroy();
  }
}

/**
 * A short name for each text, the same on every connection of a node and on none of another: behind
 * a pooler that mixes sessions up, a name must never stand for somebody else's statement.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #node = crypto.randomUUID().slice(0, 8);

  of(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `p_${this.#node}_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

function toAnswer({ rows, command }: QueryResult): Answer {
  return { rows: rows as readonly Row[], command };
}
