import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { failureWords } from './failure-words.ts';
import { hostOf, ON_PRIVATE_NETWORK, type ReceiverRule } from './receiver-address.ts';
import { type ResolveHost, resolveHost } from './resolve-host.ts';
import { unlessAborted } from './unless-aborted.ts';

const DEADLINE_MS = 10_000;
const ANSWER_MAX_BYTES = 16 * 1024;

export interface OutgoingRequest {
  readonly method: 'POST' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export type Exchange =
  | { readonly exchange: 'answered'; readonly status: number }
  /** Not a place we send anything to; nothing was sent. */
  | { readonly exchange: 'refused'; readonly reason: string }
  | { readonly exchange: 'failed'; readonly reason: string };

/**
 * One request and what came of it; never rejects. `stop` cuts it off, which counts as failed.
 */
export type SendRequest = (request: OutgoingRequest, stop?: AbortSignal) => Promise<Exchange>;

export interface HttpClientOptions {
  readonly rule: ReceiverRule;
  readonly resolve?: ResolveHost;
  readonly deadlineMs?: number;
}

/**
 * A client that is safe for addresses strangers chose. Names are looked up once, every address found
 * must be allowed by the rule, and the connection goes to those and no other: a name that changes its mind between
 * judging and connecting (DNS rebinding) gains nothing. Redirects are answers like any other. The
 * deadline covers all of it, however slowly the other side drips; its answer is not kept.
 */
export function createHttpClient(options: HttpClientOptions): SendRequest {
  const { rule, resolve = resolveHost, deadlineMs = DEADLINE_MS } = options;
  return async (request, stop) => {
    // Again, although it was judged when it was stored: what is allowed may have changed since.
    const refusal = rule.refuse(request.url);
    if (refusal !== null) return { exchange: 'refused', reason: refusal };
    const deadline = AbortSignal.timeout(deadlineMs);
    const signal = stop ? AbortSignal.any([deadline, stop]) : deadline;
    const url = new URL(request.url);
    try {
      const addresses = await unlessAborted(resolve(hostOf(url)), signal);
      if (addresses.length === 0) return failed('ENODATA');
      if (!addresses.every((ip) => rule.mayConnect(url, ip))) {
        return { exchange: 'refused', reason: ON_PRIVATE_NETWORK };
      }
      const status = await exchangeWith(addresses, url, request, signal);
      return status === null ? failed('ECONNRESET') : { exchange: 'answered', status };
    } catch (error) {
      if (!deadline.aborted) return failed(codeOf(error));
      return { exchange: 'failed', reason: `timed out after ${deadlineMs / 1000} s` };
    }
  };
}

/**
 * The status, or `null` when the other side closed before there was one; resolves once the answer
 * has ended, was long enough, or was cut off by the signal.
 */
function exchangeWith(
  addresses: readonly string[],
  url: URL,
  { method, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<number | null> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    let status: number | null = null;
    const outgoing = request({
      ...{ method, signal, lookup: pinnedTo(addresses) },
      // A connection of its own, closed afterwards: none is left for another webhook to inherit.
      agent: false,
      hostname: hostOf(url),
      port: url.port,
      path: url.pathname + url.search,
      headers: { ...headers, ...(body && { 'content-length': String(body.byteLength) }) },
    });
    outgoing.on('response', (answer) => {
      status = answer.statusCode ?? null;
      let received = 0;
      answer.on('data', (chunk: Buffer) => {
        received += chunk.byteLength;
        if (received > ANSWER_MAX_BYTES) answer.destroy();
      });
      // The status is the answer: what cuts off the rest of it changes nothing.
      answer.on('error', () => undefined);
    });
    outgoing.on('error', (error) => {
      if (status === null) reject(error);
    });
    outgoing.on('close', () => resolve(status));
    outgoing.end(body ?? undefined);
  });
}

/** A lookup that knows nothing but what was judged. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const answers = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, answer) => {
    const [first] = answers;
    if (all) answer(null, answers);
    else if (first) answer(null, first.address, first.family);
  };
}

function failed(code: string): Exchange {
  return { exchange: 'failed', reason: failureWords(code) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
