import { ConnectionError } from '../connection-error.ts';
import { ProblemError } from '../problem-error.ts';
import { randomHex } from '../random-hex.ts';
import { pause } from './pause.ts';
import { readAnswer } from './read-answer.ts';
import { retryWait } from './retry-wait.ts';
import type { MutationOptions, TransportOptions } from './transport-options.ts';

export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** It changes nothing, or answers the same by itself: it may be sent twice without a key. */
  readonly safe?: true;
}

const TIMEOUT_MS = 15_000;
const RETRIES = 3;
const LONGEST_WAIT_MS = 20_000;

/**
 * Sends calls, and sends them again where that cannot run them twice: every call that changes
 * something carries one `Idempotency-Key` through all its tries, so a guess is charged once.
 */
export class Transport {
  readonly #options: TransportOptions;
  readonly #base: string;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#base = options.baseUrl.replace(/\/+$/, '');
  }

  async send<T>(outgoing: Outgoing, options: MutationOptions = {}): Promise<T> {
    const { retries = RETRIES, longestWaitMs = LONGEST_WAIT_MS } = this.#options;
    const key = outgoing.safe ? undefined : (options.idempotencyKey ?? randomHex());
    const tries = 1 + (options.retries ?? retries);
    for (let next = 1; ; next += 1) {
      try {
        return (await this.#try(outgoing, options, key)) as T;
      } catch (error) {
        const known = error instanceof ProblemError || error instanceof ConnectionError;
        const wait = known && next < tries ? retryWait(error, next) : null;
        if (wait === null || wait > longestWaitMs) throw error;
        await (this.#options.pause ?? pause)(wait, options.signal);
      }
    }
  }

  async #try(
    { method, path, body }: Outgoing,
    { signal, timeoutMs = this.#options.timeoutMs ?? TIMEOUT_MS }: MutationOptions,
    key: string | undefined,
  ): Promise<unknown> {
    signal?.throwIfAborted();
    const late = AbortSignal.timeout(timeoutMs);
    const ask = this.#options.fetch ?? fetch;
    try {
      const response = await ask(`${this.#base}${path}`, {
        method,
        headers: {
          accept: 'application/json, application/problem+json',
          authorization: `Bearer ${this.#options.apiKey}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: signal ? AbortSignal.any([signal, late]) : late,
        cache: 'no-store',
        // A PIN does not go where an answer sends it.
        redirect: 'manual',
      });
      return await readAnswer(response, key);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      signal?.throwIfAborted();
      throw new ConnectionError(late.aborted ? 'timed_out' : 'unreachable', {
        cause: error,
        ...(key !== undefined && { idempotencyKey: key }),
      });
    }
  }
}
