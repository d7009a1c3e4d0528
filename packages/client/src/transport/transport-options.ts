/** How calls travel; everything but the first two has a default. */
export interface TransportOptions {
  /** Where the server is: `https://pins.example.com`. */
  readonly baseUrl: string;
  /** Speaks for the whole tenant: it belongs in a backend, never in a page or an app. */
  readonly apiKey: string;
  /** For one try, until its answer is read; 15 s. */
  readonly timeoutMs?: number;
  /** Tries after the first one; 3. */
  readonly retries?: number;
  /** Longest wait between two tries; a longer `Retry-After` is thrown instead. 20 s. */
  readonly longestWaitMs?: number;
  /** Another `fetch`, for a proxy or certificates of your own. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Waits; throws the reason of the signal when that is aborted. For tests. */
  readonly pause?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface CallOptions {
  /** Stops the call and its retries; it throws the signal's reason. The call may have run. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly retries?: number;
}

/** Of a call that changes something. */
export interface MutationOptions extends CallOptions {
  /**
   * Under which the server remembers the first answer, for 24 hours. One is made for each call and
   * kept through its retries; give your own to make a call again after a restart of your service. A new
   * key whenever a person typed something new.
   */
  readonly idempotencyKey?: string;
}
