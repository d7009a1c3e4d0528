/** Cost of one Argon2id hash (RFC 9106). */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The bytes of the secret are the job's own: they are overwritten on each side once it is done. */
export type HashJob =
  | { readonly kind: 'hash'; readonly secret: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'verify'; readonly phc: string; readonly secret: Uint8Array<ArrayBuffer> };

export type HashReply =
  /** `ms`: how long the hash itself took. */
  | { readonly ok: true; readonly value: string | boolean; readonly ms: number }
  | { readonly ok: false; readonly reason: string };
