import type { Assertion } from './assertion.ts';
import type { CeremonyStep } from './ceremony.ts';
import type { Challenge } from './challenge.ts';
import type { Instant } from './instant.ts';
import type { RememberedDevice } from './known-device.ts';
import type { LockoutView } from './lockout-view.ts';
import type { Recipient } from './message.ts';
import type { PasswordRule } from './password.ts';
import type { VerifierKind } from './pin-key.ts';
import type { PolicyRule } from './policy.ts';
import type { PromptRule } from './security-prompt.ts';
import type { RefusedQuestion, SecurityQuestion } from './security-questions.ts';

/*
 * What a use case may answer. Outcomes are plain JSON (instants are numbers, no PIN inside): they
 * are stored as receipts and encoded again when a call is repeated. Every dialect maps every member
 * with an exhaustive switch, so that a new member does not compile until all wires know it.
 */

export interface UnknownSubject {
  readonly outcome: 'unknown_subject';
}

interface NotSet {
  readonly outcome: 'not_set';
}

interface Wrong {
  readonly outcome: 'wrong';
  readonly lockout: LockoutView;
}

/** The PIN was not evaluated: locked, held, exhausted, or the subject is suspended. */
interface Locked {
  readonly outcome: 'locked';
  readonly lockout: LockoutView;
}

interface Refused {
  readonly outcome: 'refused';
  readonly rule: PolicyRule;
}

/** The picture and phrase that came along were judged and refused; nothing changed. */
interface PromptRefused {
  readonly outcome: 'prompt_refused';
  readonly rule: PromptRule;
}

export type RejectedAttempt = UnknownSubject | NotSet | Wrong | Locked;

export interface Verified {
  readonly outcome: 'verified';
  readonly mustChange: boolean;
  readonly lockout: LockoutView;
  /** Present when the caller named the operation the PIN was asked for. */
  readonly assertion?: Assertion;
  /** The device that is known from now on, where the call asked for that. */
  readonly device?: RememberedDevice;
}

/** The proof a wire asks for on top of the PIN did not hold; the attempt stays counted. */
interface NotEntitled {
  readonly outcome: 'not_entitled';
}

export type VerifyOutcome = Verified | NotEntitled | RejectedAttempt;

export type VerifyPasswordOutcome =
  | {
      readonly outcome: 'right';
      readonly subject: string;
      /** Right, but to be changed before it is good for anything else. */
      readonly expired: boolean;
    }
  | RejectedAttempt;

interface PasswordRefused {
  readonly outcome: 'password_refused';
  readonly rule: PasswordRule;
}

export type PutPasswordOutcome =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'grant_invalid' }
  | PasswordRefused
  | UnknownSubject;

export type ChangePasswordOutcome =
  | { readonly outcome: 'changed' }
  | PasswordRefused
  | RejectedAttempt;

export type ChangeOutcome =
  | { readonly outcome: 'changed' }
  | NotEntitled
  | Refused
  | PromptRefused
  | RejectedAttempt;

export type SetOutcome =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'exists' }
  | Refused
  | PromptRefused
  | UnknownSubject;

export type ImportPinOutcome =
  | { readonly outcome: 'imported' }
  | { readonly outcome: 'exists' }
  | UnknownSubject;

/** What came of a PIN that is to be a key: no policy judges it, and no phrase comes with it. */
export type SetKeyOutcome = Exclude<SetOutcome, Refused | PromptRefused>;

export type ReplaceByKeyOutcome =
  | { readonly outcome: 'changed' }
  /** The key's counter is not above that of the key in force; the proof was right and is forgiven. */
  | { readonly outcome: 'not_newer' }
  | RejectedAttempt;

export type ResetOutcome =
  | { readonly outcome: 'reset' }
  | { readonly outcome: 'grant_invalid' }
  | Refused
  /** Here the grant stays good. */
  | PromptRefused
  | UnknownSubject;

/** The new questions were judged and refused; nothing was charged. */
interface QuestionsRefused extends RefusedQuestion {
  readonly outcome: 'questions_refused';
}

export type SetQuestionsOutcome =
  | { readonly outcome: 'set' }
  /** Questions are set once. */
  | { readonly outcome: 'exists' }
  /** There is a PIN, and it was not shown. */
  | { readonly outcome: 'pin_required' }
  | QuestionsRefused
  | RejectedAttempt;

export type QuestionsOutcome =
  | {
      readonly outcome: 'questions';
      /** `null`: none are set. */
      readonly questions: readonly SecurityQuestion[] | null;
      readonly lockout: LockoutView;
    }
  | UnknownSubject;

export type DeletePinOutcome = { readonly outcome: 'deleted' } | NotSet | UnknownSubject;

export type CheckOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly rule: PolicyRule };

export interface PinStatus {
  readonly outcome: 'status';
  readonly state: 'not_set' | 'active' | 'locked' | 'disabled';
  /** What the PIN is proven with; `null` when there is none. */
  readonly kind: VerifierKind | null;
  readonly lockout: LockoutView;
  readonly changedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  readonly mustChange: boolean;
}

export type StatusOutcome = PinStatus | UnknownSubject;

export type StartRecoveryOutcome =
  | { readonly outcome: 'started'; readonly recovery: string; readonly expiresAt: Instant }
  /** Nothing to send to, or the factor is not set up for this subject or server. */
  | { readonly outcome: 'factor_unavailable' }
  /** Too many codes were guessed wrongly. */
  | { readonly outcome: 'locked'; readonly lockout: LockoutView }
  | SendLimited
  | { readonly outcome: 'not_set' }
  | UnknownSubject;

/** Enough codes were sent for now; nothing was. */
export interface SendLimited {
  readonly outcome: 'limited';
  /** Until the next one may go. */
  readonly waitSeconds: number;
}

export type SendCodeOutcome =
  | {
      readonly outcome: 'sent';
      readonly id: string;
      readonly recipient: Recipient;
      readonly expiresAt: Instant;
      /** For a wire's sandbox, where no message is read. Never to be stored or logged. */
      readonly code: string;
    }
  /** Nothing to send to, or no way to send there, or a suspended subject. */
  | { readonly outcome: 'unreachable' }
  | Locked
  | SendLimited;

export type ProveCodeOutcome =
  | { readonly outcome: 'proven'; readonly subject: string | null; readonly recipient: Recipient }
  | { readonly outcome: 'wrong'; readonly triesRemaining: number }
  /** Used, expired, replaced by a newer one, for another use, or out of tries. */
  | { readonly outcome: 'closed' }
  | Locked;

export type ProveRecoveryOutcome =
  | { readonly outcome: 'proven' }
  | { readonly outcome: 'wrong'; readonly triesRemaining: number }
  /** Answers have no tries of their own, only the budget of their subject. */
  | Wrong
  /** Used, expired, replaced by a newer one, or out of tries: start again. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'locked'; readonly lockout: LockoutView };

/** What came of answers to all security questions. */
export type AnswersOutcome = { readonly outcome: 'proven' } | RejectedAttempt;

export type CompleteRecoveryOutcome =
  | { readonly outcome: 'granted'; readonly grant: string; readonly expiresAt: Instant }
  | { readonly outcome: 'not_proven' }
  | { readonly outcome: 'closed' };

export type OpenChallengeOutcome =
  | { readonly outcome: 'opened'; readonly challenge: Challenge; readonly repeated: boolean }
  /** The caller's id names a challenge for something else. */
  | { readonly outcome: 'id_taken' }
  | UnknownSubject;

export type AnswerChallengeOutcome =
  | { readonly outcome: 'completed' }
  /** Something the challenge needs was not submitted. */
  | { readonly outcome: 'incomplete'; readonly step: CeremonyStep }
  /** The PIN is right, but has to be changed before it is good for anything. */
  | { readonly outcome: 'must_change' }
  /** What the challenge would set is set already. */
  | { readonly outcome: 'exists' }
  | { readonly outcome: 'grant_invalid' }
  | Refused
  | PromptRefused
  | QuestionsRefused
  | RejectedAttempt;

export type ProveForChallengeOutcome =
  | Extract<CompleteRecoveryOutcome, { outcome: 'granted' }>
  | Exclude<ProveRecoveryOutcome, { outcome: 'proven' }>
  | Exclude<StartRecoveryOutcome, { outcome: 'started' }>;

export type UnlockOutcome = { readonly outcome: 'unlocked' } | UnknownSubject;
