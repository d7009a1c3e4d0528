/** Problem details (RFC 9457) as the server writes them. */
export interface Problem {
  readonly status: number;
  /** Stable; each is explained at `/docs/faults` of the server. */
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
}

/** A JSON Web Key (RFC 7517) that verifies the tenant's assertions. */
export interface PublicKey {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly kid: string;
  readonly use: string;
  readonly alg: string;
}
