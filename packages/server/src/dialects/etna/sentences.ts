import { PASSWORD_LENGTH_MIN, type PasswordRule } from '../../core/model/password.ts';
import type { PolicyRule } from '../../core/model/policy.ts';
import { PHRASE_LENGTH_MAX, type PromptRule } from '../../core/model/security-prompt.ts';

/* Why a choice was refused, in words an app can show. Nothing here repeats what was chosen. */

const PIN_SENTENCES: Readonly<Record<PolicyRule, string>> = {
  format: 'Pin must be digits only.',
  length: 'Pin is too short or too long.',
  repeated: 'Pin must not repeat one digit.',
  sequence: 'Pin must not be a sequence.',
  year: 'Pin must not be a year.',
  date: 'Pin must not be a date.',
  keypad: 'Pin must not be a pattern on the keypad.',
  common: 'Pin is too common.',
  personal: 'Pin must not be part of personal data.',
  same_as_current: 'Pin must differ from the current one.',
  history: 'Pin was used before.',
};

const PHRASE_SENTENCES: Readonly<Record<PromptRule, string>> = {
  image_unknown: 'ImageName is not one of the security images.',
  phrase_empty: 'PersonalPhrase is required.',
  phrase_length: `PersonalPhrase must have at most ${PHRASE_LENGTH_MAX} characters.`,
  phrase_characters: 'PersonalPhrase must be visible text.',
  phrase_has_pin: 'PersonalPhrase must not contain the pin.',
};

const PASSWORD_SENTENCES: Readonly<Record<PasswordRule, string>> = {
  length: `Password must have at least ${PASSWORD_LENGTH_MIN} characters.`,
  characters: 'Password must be text that can be typed.',
  repeated: 'Password must differ from the current one, and not repeat one character.',
  personal: 'Password must not be a name of its owner.',
  popular: 'Password must not be one that many people use.',
};

export function pinSentence(rule: PolicyRule): string {
  return PIN_SENTENCES[rule];
}

export function phraseSentence(rule: PromptRule): string {
  return PHRASE_SENTENCES[rule];
}

export function passwordSentence(rule: PasswordRule): string {
  return PASSWORD_SENTENCES[rule];
}
