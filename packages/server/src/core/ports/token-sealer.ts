/** What a token refers to. Claims are short texts and whole numbers. */
export type TokenClaims = Readonly<Record<string, string | number>>;

/**
 * Makes what a client keeps for us and must not read or change: a compact JWE (RFC 7516) with
 * `dir` and `A256GCM`, under a key of the server. Not a tenant's: whose it is stands inside.
 */
export interface TokenSealer {
  /** Two tokens of the same claims differ. A token of one use is none of another. */
  seal(use: string, claims: TokenClaims): Promise<string>;
  /** `null` for anything altered, cut off, foreign, or made in another way than {@link seal} does. */
  open(use: string, token: string): Promise<TokenClaims | null>;
}
