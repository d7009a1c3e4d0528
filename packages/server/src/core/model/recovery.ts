import { type Instant, MINUTE_MS } from './instant.ts';

export const RECOVERY_FACTORS = [
  'one_time_code',
  'security_questions',
  'recovery_code',
  'staff',
] as const;
export type RecoveryFactor = (typeof RECOVERY_FACTORS)[number];

export const CODE_DIGITS = 6;
const CODE = new RegExp(`^[0-9]{${CODE_DIGITS}}$`);

/** Whether something is a code at all: a number would have lost its zeros. */
export function isCode(given: unknown): given is string {
  return typeof given === 'string' && CODE.test(given);
}

export const CODE_TTL_MS = 10 * MINUTE_MS;
export const CODE_TRIES_MAX = 5;
export const GRANT_TTL_MS = 5 * MINUTE_MS;
/** PINs one grant may have refused as used before, which tells that they were. */
export const GRANT_REFUSALS_MAX = 5;
/** How long somebody may think about the answers to their questions. */
export const QUESTIONS_TTL_MS = 15 * MINUTE_MS;
/** How long staff have to approve a recovery. */
export const STAFF_TTL_MS = 24 * 60 * MINUTE_MS;

/** `proven`, `failed` and `superseded` are ends of a code; a recovery goes on from `proven`. */
export type CodeState = 'open' | 'proven' | 'failed' | 'superseded';
export type RecoveryState = CodeState | 'completed';

/** Restoration of one credential without its PIN. */
export interface Recovery {
  readonly id: string;
  readonly tenant: string;
  readonly subject: string;
  readonly purpose: string;
  readonly factor: RecoveryFactor;
  /** Verifier version the recovery is about: once the PIN was replaced, it is good for nothing. */
  readonly version: number;
  readonly state: RecoveryState;
  /** Keyed digest of the one-time code; `null` for factors without one. */
  readonly codeDigest: string | null;
  readonly triesLeft: number;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Whether it still waits for its proof. */
export function isOpenForProof(
  { state, expiresAt }: Pick<Recovery, 'state' | 'expiresAt'>,
  now: Instant,
): boolean {
  return state === 'open' && now < expiresAt;
}

/** What a code is tried on. */
type Tried = Pick<Recovery, 'state' | 'expiresAt' | 'codeDigest' | 'triesLeft'>;

/** Checks a presented code; every look costs one of its tries. */
export function tryCode<T extends Tried>(
  tried: T,
  presentedDigest: string,
  now: Instant,
): { readonly next: T; readonly right: boolean } {
  if (!isOpenForProof(tried, now) || tried.triesLeft === 0) {
    return { next: tried, right: false };
  }
  const triesLeft = tried.triesLeft - 1;
  if (tried.codeDigest !== null && equalDigests(tried.codeDigest, presentedDigest)) {
    return { next: { ...tried, triesLeft, state: 'proven' }, right: true };
  }
  const state = triesLeft === 0 ? 'failed' : 'open';
  return { next: { ...tried, triesLeft, state }, right: false };
}

/** Compares two digests of equal length without an early exit, so that time tells no prefix. */
export function equalDigests(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}
