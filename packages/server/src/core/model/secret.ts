/**
 * Something only its owner knows, which the gate compares: a PIN, or the answers to security
 * questions. Only the hasher and the rules for new ones may look inside.
 */
export interface Secret {
  /** Its characters as UTF-8, for the moment. Never store, log or compare the answer anywhere else. */
  bytes(): Uint8Array;
}
