/** Problem details (RFC 9457) as the server writes them. */
export interface Problem {
  readonly status: number;
  /** Stable; each is explained at `/docs/faults` of the server. */
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
}

/** A JSON Web Key (RFC 7517) of the tenant: `use` says whether it verifies assertions or encrypts PINs. */
export interface PublicKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  /** Of P-256 keys. */
  readonly y?: string;
  readonly kid: string;
  readonly use: string;
  readonly alg: string;
}

/** What a page or app needs to encrypt PINs; holds no secret. */
export interface PinKeys {
  readonly keys: readonly PublicKey[];
  readonly tenant: string;
  /** The server's clock when it answered, in seconds. */
  readonly now: number;
}
