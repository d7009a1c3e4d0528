/** Where an installation keeps its keyring. */
export type KeyringPlace =
  /** An empty path: in the data directory. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'environment' }
  | TokenPlace
  | TransitPlace;

/** Wrapped by a key that never leaves a PKCS#11 token. What is not given matches everything. */
export interface TokenPlace {
  readonly kind: 'pkcs11';
  /** The vendor's library. */
  readonly module: string;
  readonly token: {
    readonly token?: string;
    readonly manufacturer?: string;
    readonly model?: string;
    readonly serial?: string;
    readonly slotId?: number;
  };
  /** Its label, its id, or both. */
  readonly key: { readonly label?: string; readonly id?: Uint8Array };
}

/** Wrapped by a service that speaks as HashiCorp Vault's transit engine does. */
export interface TransitPlace {
  readonly kind: 'transit';
  /** Address of the engine, as in `https://vault.example:8200/v1/transit`. */
  readonly engine: string;
  readonly key: string;
}
