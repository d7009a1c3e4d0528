import { standsIn } from './digits.ts';
import { PIN_LENGTH_MIN, type Pin } from './pin.ts';

/** Pictures a person can choose one of, in the order they are offered. Names are stored. */
export const SECURITY_IMAGES = [
  'apple',
  'balloon',
  'banana',
  'boat',
  'broccoli',
  'butterfly',
  'car',
  'coffee',
  'cookies',
  'default',
  'diamond',
  'drum',
  'fish',
  'horse',
  'microphone',
  'panda',
  'pelican',
  'pyramids',
  'robot',
  'swan',
  'tiger',
  'tomatoes',
  'watch',
] as const;

export type SecurityImage = (typeof SECURITY_IMAGES)[number];

/**
 * What its owner chose to be shown before they type a PIN, so that a page or app that cannot show it
 * is known for a fake. It belongs to the credential, as the PIN does.
 */
export interface SecurityPrompt {
  readonly image: SecurityImage;
  readonly phrase: string;
}

export const PHRASE_LENGTH_MAX = 100;

/** The rule that refused a picture or phrase. Names are part of the public API. */
export const PROMPT_RULES = [
  'image_unknown',
  'phrase_empty',
  'phrase_length',
  'phrase_characters',
  'phrase_has_pin',
] as const;

export type PromptRule = (typeof PROMPT_RULES)[number];

/**
 * Control characters, and those nobody sees or that turn the direction of text; not the joiners that
 * emoji and some scripts are written with.
 */
const UNSHOWN =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u202a-\u202e\u2066-\u2069]/u;

export function isSecurityImage(name: string): name is SecurityImage {
  return (SECURITY_IMAGES as readonly string[]).includes(name);
}

/** A picture and phrase as a wire delivered them. */
export interface ChosenPrompt {
  readonly image: string;
  readonly phrase: string;
}

export type JudgedPrompt =
  | { readonly accepted: true; readonly prompt: SecurityPrompt }
  | { readonly accepted: false; readonly rule: PromptRule };

/**
 * A phrase is shown before the PIN is typed, so it must not hold it. `newPin` is the one chosen with
 * it; where the PIN is not at hand (`null`), no phrase may hold as many digits as a PIN has.
 */
export function judgePrompt({ image, phrase }: ChosenPrompt, newPin: Pin | null): JudgedPrompt {
  if (!isSecurityImage(image)) return { accepted: false, rule: 'image_unknown' };
  const rule = brokenPhraseRule(phrase, newPin);
  return rule === null
    ? { accepted: true, prompt: { image, phrase: phrase.trim() } }
    : { accepted: false, rule };
}

function brokenPhraseRule(phrase: string, newPin: Pin | null): PromptRule | null {
  if (!/[^\s\p{Default_Ignorable_Code_Point}]/u.test(phrase)) return 'phrase_empty';
  if (phrase.length > PHRASE_LENGTH_MAX) return 'phrase_length';
  if (!phrase.isWellFormed() || UNSHOWN.test(phrase)) return 'phrase_characters';
  // Also with blanks or dashes between them.
  const digits = digitsOf(phrase);
  const holdsPin =
    newPin === null ? digits.length >= PIN_LENGTH_MIN : standsIn(digits, newPin.bytes());
  return holdsPin ? 'phrase_has_pin' : null;
}

/** The digits of a text in ASCII, in whatever script they are written. */
function digitsOf(text: string): string {
  return [...text.normalize('NFKC')]
    .filter((each) => DIGIT.test(each))
    .map(digitValue)
    .join('');
}

const DIGIT = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of a script next to each other, zero first. */
function digitValue(digit: string): number {
  const at = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 9; value += 1) {
    if (!DIGIT.test(String.fromCodePoint(at - value - 1))) return value;
  }
  return 9;
}
