/** What a client asked of one subject's PIN. */
export type Command =
  | { readonly kind: 'verify'; readonly pin: string }
  | { readonly kind: 'change'; readonly pin: string; readonly newPin: string }
  | { readonly kind: 'unlock' };

export type Outcome = 'verified' | 'changed' | 'wrong' | 'locked' | 'unlocked';

/** One operation as its client saw it. Times are places in one order of all that clients saw. */
export interface Operation {
  readonly command: Command;
  readonly askedAt: number;
  /** `null` when no answer came, or one that says nothing: it may have happened, or may yet. */
  readonly answer: { readonly at: number; readonly outcome: Outcome } | null;
}
