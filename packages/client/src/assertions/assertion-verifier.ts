import type { PublicKey } from '../wire/problem.ts';
import { KeyCache } from './key-cache.ts';
import { readToken } from './read-token.ts';

export interface AssertionVerifierOptions {
  /** Where the tenant's public keys are; `() => client.readKeys()`. Asked for seldom. */
  readonly readKeys: () => Promise<readonly PublicKey[]>;
  /** The tenant's id: proofs of another tenant are none. */
  readonly audience: string;
  /** How far the clocks may be apart; 5. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

/** What the proof has to be about: exactly what you are going to do. */
export interface ExpectedProof {
  readonly subject: string;
  readonly operation: string;
  /** `login` when absent. */
  readonly purpose?: string;
}

/** A right PIN was typed for this operation, at this time. */
export interface PinAssertion {
  /** Accept each once: remember it until `expiresAt`. */
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  readonly operation: string;
  readonly verifiedAt: Date;
  readonly expiresAt: Date;
}

export type RefusedAssertion =
  | 'unreadable'
  | 'algorithm'
  | 'type'
  | 'key_unknown'
  | 'signature_wrong'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not_yet'
  | 'subject'
  | 'purpose'
  | 'operation';

export type VerifiedAssertion =
  | { readonly outcome: 'genuine'; readonly assertion: PinAssertion }
  | { readonly outcome: 'refused'; readonly reason: RefusedAssertion };

const ALGORITHM = 'EdDSA';
const TYPE = 'pin-assertion+jwt';
const ISSUER = 'pintumbler';
const TOLERANCE_SECONDS = 5;

/**
 * Checks proofs of a verified PIN (JWS, RFC 7515). Algorithm and type are ours to say, not the
 * token's; which key is used is decided by the tenant's own list.
 */
export function createAssertionVerifier({
  readKeys,
  audience,
  toleranceSeconds = TOLERANCE_SECONDS,
  now = Date.now,
}: AssertionVerifierOptions) {
  const keys = new KeyCache({ readKeys, now });
  return {
    /** Throws only when the keys cannot be read. */
    async verify(text: string, expected: ExpectedProof): Promise<VerifiedAssertion> {
      const token = readToken(text);
      if (token === null) return refused('unreadable');
      const { header, claims } = token;
      if (header['alg'] !== ALGORITHM) return refused('algorithm');
      if (header['typ'] !== TYPE || 'crit' in header) return refused('type');
      const { kid } = header;
      const key = typeof kid === 'string' ? await keys.find(kid) : null;
      if (key === null) return refused('key_unknown');
      const { signature, signed } = token;
      const right = await crypto.subtle.verify('Ed25519', key, signature, signed);
      if (!right) return refused('signature_wrong');
      return judge(claims, { ...expected, audience }, now() / 1000, toleranceSeconds);
    },
  };
}

function judge(
  claims: Readonly<Record<string, unknown>>,
  expected: ExpectedProof & { readonly audience: string },
  seconds: number,
  tolerance: number,
): VerifiedAssertion {
  const { iss, aud, sub, purpose, operation, jti, iat, exp } = claims;
  if (typeof jti !== 'string' || typeof iat !== 'number' || typeof exp !== 'number') {
    return refused('unreadable');
  }
  if (iss !== ISSUER) return refused('issuer');
  if (aud !== expected.audience) return refused('audience');
  if (seconds >= exp + tolerance) return refused('expired');
  if (seconds < iat - tolerance) return refused('not_yet');
  if (sub !== expected.subject) return refused('subject');
  if (purpose !== (expected.purpose ?? 'login')) return refused('purpose');
  if (operation !== expected.operation) return refused('operation');
  const times = { verifiedAt: new Date(iat * 1000), expiresAt: new Date(exp * 1000) };
  const { subject } = expected;
  return { outcome: 'genuine', assertion: { id: jti, subject, purpose, operation, ...times } };
}

function refused(reason: RefusedAssertion): VerifiedAssertion {
  return { outcome: 'refused', reason };
}
