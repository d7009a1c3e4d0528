import { request as send } from 'node:http';
import { text } from 'node:stream/consumers';

/** What came back; `undefined` from {@link request} when nothing did. */
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

const PATIENCE_MS = 30_000;

/**
 * Sends JSON on a connection of its own: one that was kept may lead to a node that is dead. A
 * connection that broke, or nobody there, is no answer and no error.
 */
export async function request(asked: Request): Promise<Answer | undefined> {
  try {
    return await exchange(asked);
  } catch {
    return undefined;
  }
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
