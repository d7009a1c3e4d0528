import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly key: string;
  readonly body?: object;
  /** Sent as `Idempotency-Key`. */
  readonly once?: string;
}

/** Nobody was there to be asked: nothing can have happened. */
export const NOT_SENT: Answer = { status: 0, body: {} };

const PATIENCE_MS = 30_000;

/**
 * Sends JSON on a connection of its own: one that was kept may lead to a node that is dead. A
 * connection that broke is no answer and no error; nobody there is {@link NOT_SENT}.
 */
export async function request(asked: Request): Promise<Answer | undefined> {
  try {
    return await exchange(asked);
  } catch (error) {
    return isRefused(error) ? NOT_SENT : undefined;
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}

function exchange({ method, url, key, body, once }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(once && { 'idempotency-key': once }),
    };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const sent = send(url, { method, headers, agent: false, signal }, (response) => {
      const answered = async () => {
        const read = await text(response);
        const answer = read === '' ? {} : (JSON.parse(read) as Answer['body']);
        return { status: response.statusCode ?? 0, body: answer };
      };
      answered().then(resolve, reject);
    });
    sent.once('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}
