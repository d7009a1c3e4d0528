import type { PolicyRule } from './policy.ts';
import type { PromptRefused, SecurityPrompt } from './prompts.ts';

/** For this one judgement of a new PIN, and not stored. */
export interface Personal {
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly phone?: string;
  readonly id?: string;
}

/** PINs as a page or app encrypted them, see `createPinEncryptor`; in place of those in the clear. */
export interface EncryptedPins {
  readonly pinJwe: string;
}

/** The PINs of a call, in the clear or encrypted. */
type Pins<Field extends string> = Readonly<Record<Field, string>> | EncryptedPins;

interface OnePin {
  /** Which PIN of the subject; `login` when absent. */
  readonly purpose?: string;
}

interface NewPin extends OnePin {
  readonly personal?: Personal;
  readonly prompt?: SecurityPrompt;
}

export type SetPin = NewPin &
  Pins<'pin'> & {
    /** A start PIN: it verifies, and has to be changed. */
    readonly mustChange?: boolean;
  };

export type VerifyPin = OnePin &
  Pins<'pin'> & {
    /** What the PIN is asked for, in your words: signed into the assertion of a right PIN. */
    readonly operation?: string;
    /** What this device kept from an earlier answer: its wrong PINs lock it alone. */
    readonly device?: string;
    /** Answer a right PIN with such a token, unless the one sent is good. */
    readonly rememberDevice?: boolean;
  };

export type ChangePin = NewPin & Pins<'currentPin' | 'newPin'> & { readonly device?: string };

export type ResetPin = NewPin &
  Pins<'newPin'> & {
    /** From a completed recovery; good for one reset. */
    readonly grant: string;
  };

/** A PIN to be judged, of nobody in particular. */
export type PinCandidate = Pins<'pin'> & { readonly personal?: Personal };

export interface DeletePin extends OnePin {
  /** For the audit trail. */
  readonly reason: string;
}

export interface Budget {
  readonly attemptsRemaining: number;
  /** `null` while locked: it does not end by itself. */
  readonly lockedUntil: string | null;
}

/** The new PIN was judged and refused; nothing changed. */
export interface Refused {
  readonly outcome: 'refused';
  readonly rule: PolicyRule;
}

export type VerifyAnswer =
  | ({
      readonly outcome: 'verified';
      readonly mustChange: boolean;
      /** Present when the call named an operation. */
      readonly assertion?: string;
      /** Present when the call asked to remember the device. */
      readonly device?: string;
    } & Budget)
  | ({ readonly outcome: 'wrong' } & Budget)
  | ({ readonly outcome: 'locked' } & Budget)
  | {
      readonly outcome: 'not_set';
      readonly attemptsRemaining: null;
      readonly lockedUntil: null;
    };

export type SetAnswer = { readonly outcome: 'set' } | Refused | PromptRefused;

export type ChangeAnswer =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'not_set' }
  | ({ readonly outcome: 'wrong' } & Budget)
  | ({ readonly outcome: 'locked' } & Budget)
  | Refused
  | PromptRefused;

export type ResetAnswer =
  | { readonly outcome: 'reset' }
  /** Used, too old, or not for this PIN. */
  | { readonly outcome: 'grant_invalid' }
  | Refused
  | PromptRefused;

export type DeletePinAnswer = { readonly outcome: 'deleted' } | { readonly outcome: 'not_set' };

export interface PinStatus extends Budget {
  readonly state: 'not_set' | 'active' | 'locked' | 'disabled';
  /** `key`: a PIN that is a key on its owner's device, and cannot be verified with digits. */
  readonly kind: 'hash' | 'key' | null;
  readonly changedAt: string | null;
  readonly verifiedAt: string | null;
  readonly mustChange: boolean;
}
