import { make } from '../make.ts';
import { sayTriesLeft } from '../wording/complain.ts';
import type { Language } from '../wording/languages.ts';

const FEW = 2;

/** A warning before the first try, for those who come with few tries left. */
export function triesNote(remaining: number | null, language: Language): readonly Node[] {
  if (remaining === null || remaining > FEW) return [];
  return [make('p', { class: 'note' }, sayTriesLeft(remaining, language))];
}
