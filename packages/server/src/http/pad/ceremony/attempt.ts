import type { Html } from '../../pages/html.ts';

/** How far somebody has come. */
export type Stage =
  | { readonly at: 'start' }
  /** The PIN was forgotten, and a code is on its way. */
  | { readonly at: 'code'; readonly recovery: string }
  /** It was proven that it is them. */
  | { readonly at: 'new_pin'; readonly grant: string }
  /** The PIN was right and is good for nothing until it is changed. */
  | { readonly at: 'must_change' }
  /** What was typed cannot be the PIN, which is a key on its owner's device. */
  | { readonly at: 'pin_is_key' };

/** Why a form comes again. */
export interface Complaint {
  readonly text: string | Html;
  /** Id of the field it is about; `null`: the form as a whole. */
  readonly field: string | null;
  /** Whether what was sent could not be taken for an answer at all; then nothing was charged. */
  readonly malformed: boolean;
}

/** What came before the page that is to be shown. */
export interface Attempt {
  readonly stage: Stage;
  readonly complaint: Complaint | null;
  /** What fields may hold again, by name: never a PIN, an answer or a code, nor what might be one. */
  readonly kept: ReadonlyMap<string, string>;
}

export const FIRST_LOOK: Attempt = { stage: { at: 'start' }, complaint: null, kept: new Map() };

export const PIN_IS_KEY: Attempt = { ...FIRST_LOOK, stage: { at: 'pin_is_key' } };
