import { ARABIC } from './arabic.ts';
import { ENGLISH, type Wording } from './english.ts';
import { FRENCH } from './french.ts';
import { SPANISH } from './spanish.ts';
import { SWAHILI } from './swahili.ts';

export interface Language {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly wording: Wording;
}

const LANGUAGES: readonly Language[] = [
  { tag: 'en', direction: 'ltr', wording: ENGLISH },
  { tag: 'es', direction: 'ltr', wording: SPANISH },
  { tag: 'fr', direction: 'ltr', wording: FRENCH },
  { tag: 'sw', direction: 'ltr', wording: SWAHILI },
  { tag: 'ar', direction: 'rtl', wording: ARABIC },
];

const FALLBACK: Language = { tag: 'en', direction: 'ltr', wording: ENGLISH };

/** Ours for what the browser prefers: `fr-CA` is answered in `fr`. */
export function chooseLanguage(preferred: string): Language {
  const [tag] = preferred.toLowerCase().split('-');
  return LANGUAGES.find((language) => language.tag === tag) ?? FALLBACK;
}
