/**
 * Keyed digests of lines, each over its own line and all before it: a line that was altered, moved,
 * added or left out shows at its place. Only the keyring can make one.
 */
export interface LineChain {
  /** The digest of the next line. */
  next(line: string): string;
}
