/** What a step shows on the card. */
export interface Screen {
  readonly title: readonly (Node | string)[];
  readonly body: readonly Node[];
  /** The main button's text; without it there is no main button. */
  readonly action?: string;
  /** Below the main button. */
  readonly extra?: readonly Node[];
  /** Has the focus when the screen opens; otherwise the title has. */
  readonly first?: HTMLElement;
  /** Has the focus after a refusal; otherwise what had it before. */
  readonly resumeAt?: () => HTMLElement | undefined;
  readonly back?: () => void;
  readonly isComplete?: () => boolean;
  /** Resolves when the screen changed, or when it may be submitted again. */
  readonly submit?: () => Promise<void>;
}
