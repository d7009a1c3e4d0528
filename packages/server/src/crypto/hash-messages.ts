/** Cost of one Argon2id hash (RFC 9106). */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

export type HashJob =
  | { readonly kind: 'hash'; readonly pin: string }
  | { readonly kind: 'verify'; readonly phc: string; readonly pin: string };

export type HashReply =
  /** `ms`: how long the hash itself took. */
  | { readonly ok: true; readonly value: string | boolean; readonly ms: number }
  | { readonly ok: false; readonly reason: string };
