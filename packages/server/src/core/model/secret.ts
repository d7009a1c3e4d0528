/**
 * Something only its owner knows, which the gate compares: a PIN, or the answers to security
 * questions. Only the hasher and the rules for new ones may look inside.
 */
export interface Secret {
  /** The characters themselves. Never store, log or compare the answer anywhere else. */
  reveal(): string;
}
