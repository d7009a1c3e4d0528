import type { Api, Entered, Started } from './api.ts';
import type { Images } from './image.ts';
import type { QuestionOffer } from './question.ts';
import type { Refusal } from './refusal.ts';
import type { Screens } from './wording/english.ts';
import type { Language } from './wording/languages.ts';

export type StepName =
  | 'currentPin'
  | 'answers'
  | 'newPin'
  | 'confirmPin'
  | 'recoveryIntro'
  | 'questions'
  | 'summary'
  | 'consent';

/** What the steps work with, and how they go on. */
export interface Stage {
  readonly api: Api;
  readonly started: Started;
  readonly entered: Entered;
  readonly words: Screens;
  readonly language: Language;
  readonly images: Images;
  readonly offer: QuestionOffer;
  readonly statements: readonly string[];
  readonly learnMore: string | undefined;
  /** The first PIN of this person, not a replacement. */
  readonly isFirstPin: boolean;
  readonly isLast: (step: StepName) => boolean;
  /** Opens the next step or, after the last, settles the challenge. */
  readonly goOn: () => Promise<void>;
  /** Says what is wrong, in the page and to the app; opens `step` first when there is one. */
  readonly refuse: (refusal: Refusal, step?: StepName) => void;
  readonly forgotPin: () => void;
}
