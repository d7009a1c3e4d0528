import type { PromptRule, SecurityImage } from '../../../../core/model/security-prompt.ts';

/** Every word about a person's picture and phrase. */
export interface PromptMessages {
  /** With the pair, above what is typed. */
  readonly yours: string;
  /** What each picture shows, for those who hear it. */
  readonly pictures: Readonly<Record<SecurityImage, string>>;
  /** Opens the part of a form that a pair is chosen in: where there is none yet, and where one is. */
  readonly add: string;
  readonly replace: string;
  readonly why: string;
  readonly picture: string;
  /** For who chooses nothing here: where there is none yet, and where one stays. */
  readonly noPicture: string;
  readonly samePicture: string;
  readonly phrase: string;
  readonly phraseNote: (lengthMax: number) => string;
  readonly rules: Readonly<Record<PromptRule, (lengthMax: number) => string>>;
}
