/* What the native API says, as TypeScript sees it. Instants are ISO 8601 texts. */

export interface Personal {
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly phone?: string;
  readonly id?: string;
}

export interface Identifier {
  readonly type: 'msisdn' | 'email' | 'username' | 'account';
  readonly value: string;
}

/** What messages to a person can be written in. */
export type Language = 'en' | 'es' | 'fr' | 'sw' | 'ar';

export interface NewSubject {
  readonly id?: string;
  readonly identifiers?: readonly Identifier[];
  /** The tenant's own language when absent. */
  readonly language?: Language;
}

export interface Subject {
  readonly id: string;
  readonly identifiers: readonly Identifier[];
  readonly language: Language | null;
  readonly suspended: boolean;
  readonly createdAt: string;
}

/** What a person is shown before they type their PIN, so that a page that cannot is known for a fake. */
export interface SecurityPrompt {
  /** Name of one of the pictures that the server lists. */
  readonly image: string;
  readonly phrase: string;
}

/** The picture or phrase was refused, and with it the PIN it came with. */
interface PromptRefused {
  readonly outcome: 'prompt_refused';
  readonly rule:
    | 'image_unknown'
    | 'phrase_empty'
    | 'phrase_length'
    | 'phrase_characters'
    | 'phrase_has_pin';
}

export type PromptAnswer = { readonly outcome: 'chosen' } | PromptRefused;

export interface SecurityImage {
  readonly name: string;
  /** 72 x 72, base64. */
  readonly png: string;
}

interface Budget {
  readonly attemptsRemaining: number;
  readonly lockedUntil: string | null;
}

export type VerifyAnswer =
  | ({ readonly outcome: 'verified'; readonly mustChange: boolean } & Budget)
  | ({ readonly outcome: 'wrong' | 'locked' } & Budget)
  | { readonly outcome: 'not_set' };

export type SetAnswer =
  | { readonly outcome: 'set' }
  | { readonly outcome: 'refused'; readonly rule: string }
  | PromptRefused;

export type ChangeAnswer =
  | { readonly outcome: 'changed' | 'not_set' }
  | { readonly outcome: 'refused'; readonly rule: string }
  | PromptRefused
  | ({ readonly outcome: 'wrong' | 'locked' } & Budget);

export interface PinStatus extends Budget {
  readonly state: 'not_set' | 'active' | 'locked' | 'disabled';
  /** `key`: a PIN that is a key on its owner's device, and cannot be verified with digits. */
  readonly kind: 'hash' | 'key' | null;
  readonly changedAt: string | null;
  readonly verifiedAt: string | null;
  readonly mustChange: boolean;
}

export type PolicyAnswer = { readonly ok: true } | { readonly ok: false; readonly rule: string };

/** Problem details (RFC 9457) as this server writes them. */
export interface Problem {
  readonly status: number;
  /** Stable; each is explained at `/docs/faults` of the server. */
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
}
