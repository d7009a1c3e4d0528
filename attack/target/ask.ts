import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The JSON object in it; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Names and values of the header as they came. */
  readonly rawHeaders: readonly string[];
}

export type SentHeaders = Readonly<Record<string, string | readonly string[]>>;

const PATIENCE_MS = 60_000;

/**
 * One request on a connection of its own. A string or bytes go as they are, anything else as JSON;
 * headers may be what no browser would send.
 */
export function ask(
  url: string,
  method: string,
  body?: unknown,
  headers: SentHeaders = {},
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const bytes = body === undefined ? undefined : Buffer.from(raw ? body : JSON.stringify(body));
  const sent: Record<string, string | string[]> = {
    ...(bytes && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
  };
  for (const [name, value] of Object.entries(headers)) {
    sent[name.toLowerCase()] = typeof value === 'string' ? value : [...value];
  }
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const outgoing = request(url, { method, headers: sent, agent: false, signal }, (response) => {
      buffer(response).then((read) => {
        const text = read.toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          text,
          body: parsed(text),
        });
      }, reject);
    });
    outgoing.once('error', reject);
    outgoing.end(bytes);
  });
}

function parsed(text: string): Answer['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Answer['body']) : {};
  } catch {
    return {};
  }
}

/** A name nobody has had before. */
export function fresh(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 12)}`;
}

/** Does the same thing many times at once. */
export function many<R>(count: number, act: (each: number) => Promise<R>): Promise<R[]> {
  return Promise.all(Array.from({ length: count }, (_none, each) => act(each)));
}
