/** What a sealed value is bound to; opening under any other context fails. */
export interface SealContext {
  readonly tenant: string;
  /** Separates uses of the same tenant key: `verifier`, `message`, ... */
  readonly label: string;
  /** Everything else the value must not be moved away from, in a fixed order. */
  readonly binding: readonly string[];
}

/**
 * Authenticated encryption under a tenant key that the database never holds. Asynchronous because
 * a later release puts a key service behind it.
 */
export interface Sealer {
  seal(context: SealContext, plaintext: Uint8Array): Promise<Uint8Array>;
  /** Throws the fault `integrity` for anything altered, moved, or sealed under an unknown key. */
  open(context: SealContext, sealed: Uint8Array): Promise<Uint8Array>;
  /** Keyed digest for values that are looked up or compared but never read back; hexadecimal. */
  digest(context: SealContext, text: string): Promise<string>;
}
