export type ChallengeType =
  | 'initialise'
  | 'set'
  | 'change'
  | 'verify'
  | 'recover'
  | 'set_questions';

export interface NewChallenge {
  readonly type: ChallengeType;
  readonly subject: string;
  readonly purpose?: string;
  /** Where *Back to the app* leads: `https`, or `http` on this machine. */
  readonly returnUrl?: string;
  /** For `verify`: what the PIN is to prove. The page shows it above the PIN. */
  readonly operation?: string;
  readonly expiresInMinutes?: number;
}

interface ChallengeFacts {
  readonly id: string;
  /** Whoever has this link stands before the page as the person. */
  readonly url: string;
  readonly type: ChallengeType;
  readonly subject: string;
  readonly purpose: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export type Challenge = ChallengeFacts &
  (
    | { readonly status: 'pending'; readonly settledAt: null }
    | { readonly status: 'in_progress'; readonly settledAt: null }
    | {
        readonly status: 'complete';
        readonly settledAt: string;
        /** The proof of a `verify` with an operation; its two minutes began when the PIN was typed. */
        readonly assertion?: string;
      }
    | {
        readonly status: 'failed';
        readonly settledAt: string;
        readonly failure: 'pin_locked' | 'answers_locked';
      }
    | { readonly status: 'expired'; readonly settledAt: string; readonly failure: 'expired' }
  );
