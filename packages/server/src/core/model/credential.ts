import { DAY_MS, type Instant } from './instant.ts';
import { INITIAL_LOCKOUT, type LockoutState } from './lockout.ts';
import type { VerifierKind } from './pin-key.ts';
import { FAILURES_HARD_CAP, type Policy } from './policy.ts';

export const DEFAULT_PURPOSE = 'login';

/** Names one credential. The order is the sharding key's: no statement crosses tenant and subject. */
export interface CredentialKey {
  readonly tenant: string;
  readonly subject: string;
  readonly purpose: string;
}

/** A sealed verifier; its seal is bound to version and kind. */
export interface Verifier {
  readonly version: number;
  /** `hash`: the salted hash of a PIN or of answers; `key`: the public half of a PIN that is a key. */
  readonly kind: VerifierKind;
  readonly sealed: Uint8Array;
}

/** The fact that a subject has a PIN for a purpose. */
export interface Credential {
  /** `null`: no PIN yet, or deleted. The accounting outlives the PIN. */
  readonly verifier: Verifier | null;
  /** Earlier verifiers, newest first, kept as long as the policy's history asks. */
  readonly history: readonly Verifier[];
  /** A start PIN, or staff demanded a change: right, but not good for anything else. */
  readonly mustChange: boolean;
  readonly changedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  /** When staff last gave a fresh budget. */
  readonly unlockedAt: Instant | null;
  /** What its owner is shown before they are asked for it, sealed; `null`: nothing. */
  readonly prompt: Uint8Array | null;
  readonly lockout: LockoutState;
  /** Whether staff closed the door for its subject, as of the same moment; never written back. */
  readonly suspended: boolean;
  /** Its row is not as it was written: nothing in it is known. Never written back. */
  readonly damaged?: true;
}

export const NO_CREDENTIAL: Credential = {
  verifier: null,
  history: [],
  mustChange: false,
  changedAt: null,
  verifiedAt: null,
  unlockedAt: null,
  prompt: null,
  lockout: INITIAL_LOCKOUT,
  suspended: false,
};

/**
 * What is assumed where the stored row cannot be believed: that there is a PIN, and that no guess is
 * left. It can be shown, and taken away for good; nothing else is done with it.
 */
export const DAMAGED_CREDENTIAL: Credential = {
  ...NO_CREDENTIAL,
  verifier: { version: 0, kind: 'hash', sealed: new Uint8Array() },
  lockout: { ...INITIAL_LOCKOUT, failures: FAILURES_HARD_CAP },
  damaged: true,
};

/** Puts a new verifier in force; the one it replaces moves to the history. */
export function replaceVerifier(
  current: Credential,
  verifier: Verifier,
  policy: Pick<Policy, 'history'>,
  now: Instant,
): Credential {
  const retired = current.verifier === null ? [] : [current.verifier];
  return {
    ...current,
    verifier,
    history: [...retired, ...current.history].slice(0, policy.history),
    mustChange: false,
    changedAt: now,
  };
}

/** Whether the PIN has to be changed before it is good for anything else. */
export function mustChangePin(
  credential: Credential,
  policy: Pick<Policy, 'maxAgeDays'>,
  now: Instant,
): boolean {
  if (credential.mustChange) return true;
  if (policy.maxAgeDays === null || credential.changedAt === null) return false;
  return now - credential.changedAt >= policy.maxAgeDays * DAY_MS;
}

/** Whether it was set, replaced or deleted after an instant: what was shown before is about another. */
export function isChangedSince(
  { changedAt }: Pick<Credential, 'changedAt'>,
  since: Instant,
): boolean {
  return changedAt !== null && changedAt > since;
}
