import type { Budget, EncryptedPins } from './pins.ts';

export type RecoveryFactor = 'one_time_code' | 'security_questions' | 'recovery_code' | 'staff';

export interface StartRecovery {
  readonly factor: RecoveryFactor;
  readonly purpose?: string;
}

export interface StartedRecovery {
  readonly id: string;
  readonly expiresAt: string;
}

export type RecoveryProof =
  | { readonly factor: 'one_time_code'; readonly code: string }
  /** In the order of the questions. */
  | { readonly factor: 'security_questions'; readonly answers: readonly string[] };

export type ProofAnswer =
  | { readonly outcome: 'proven' }
  /** Used, expired or replaced: start a new one. */
  | { readonly outcome: 'closed' }
  /** `lockedUntil` comes with answers, which have locks, and not with codes, which have tries. */
  | {
      readonly outcome: 'wrong';
      readonly attemptsRemaining: number;
      readonly lockedUntil?: string | null;
    }
  | ({ readonly outcome: 'locked' } & Budget);

export interface RecoveryGrant {
  /** Good for one reset, for five minutes. */
  readonly grant: string;
  readonly expiresAt: string;
}

export type QuestionType = 'TEXT' | 'DATE';

export interface NewQuestion {
  readonly question: string;
  readonly answer: string;
  readonly type?: QuestionType;
  readonly hint?: string;
}

export type SetQuestions = {
  readonly questions: readonly NewQuestion[];
  readonly purpose?: string;
} & (
  | EncryptedPins
  | {
      /** Where the subject has a PIN: who sets the questions could replace it. */
      readonly currentPin?: string;
    }
);

export type SetQuestionsAnswer =
  | { readonly outcome: 'set' }
  | {
      readonly outcome: 'refused';
      readonly rule: QuestionRule;
      /** Place of the question, from 0; `null` when the set as a whole is refused. */
      readonly index: number | null;
    }
  | ({ readonly outcome: 'wrong' } & Budget)
  | ({ readonly outcome: 'locked' } & Budget);

export type QuestionRule =
  | 'count'
  | 'question_length'
  | 'question_repeated'
  | 'answer_empty'
  | 'answer_length'
  | 'hint_is_answer'
  | 'characters';

export interface Question {
  readonly question: string;
  readonly type: QuestionType;
  readonly hint: string | null;
}

export type QuestionsAnswer =
  | { readonly state: 'not_set'; readonly questions: readonly [] }
  | ({ readonly state: 'active'; readonly questions: readonly Question[] } & Budget)
  | ({ readonly state: 'locked'; readonly questions: readonly Question[] } & Budget);
