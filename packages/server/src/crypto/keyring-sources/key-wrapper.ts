/** A key elsewhere that wraps and unwraps for us and is never seen here. */
export interface KeyWrapper {
  /** What kind of key it is; kept with what it wrapped. */
  readonly kind: string;
  /** Names it in a sentence, without any secret. */
  readonly describe: string;
  /** Encrypts and authenticates; what comes back opens with the same `binding` only. */
  wrap(secret: Uint8Array, binding: Uint8Array): Promise<string>;
  /**
   * Throws, in words that say what to do, when it cannot be reached, refuses, or did not wrap this
   * with this binding.
   */
  unwrap(wrapped: string, binding: Uint8Array): Promise<Uint8Array>;
}
