import type { Blocklist } from './blocklist.ts';
import { isDate } from './pin-patterns/date.ts';
import { isKeypad } from './pin-patterns/keypad.ts';
import { isPersonal } from './pin-patterns/personal.ts';
import { isRepeated } from './pin-patterns/repeated.ts';
import { isSequence } from './pin-patterns/sequence.ts';
import { isYear } from './pin-patterns/year.ts';
import type { PersonalData, Policy, PolicyRule } from './policy.ts';

const ASCII_DIGITS = /^[0-9]+$/;

/** In the order in which they are tried: a refusal names the first rule that fits. */
const PATTERNS: readonly (readonly [PolicyRule, (digits: string) => boolean])[] = [
  ['repeated', isRepeated],
  ['sequence', isSequence],
  ['year', isYear],
  ['date', isDate],
  ['keypad', isKeypad],
];

/**
 * The first rule that refuses the candidate as a new PIN, or `null` when it may be set. Personal
 * data is judged whenever it is given: a tenant that allows popular PINs still does not allow the
 * birthday of the very person. `same_as_current` and `history` are not judged here, for they need
 * the stored verifiers.
 */
export function judgePin(
  candidate: string,
  policy: Policy,
  blocklist: Blocklist,
  personal?: PersonalData,
): PolicyRule | null {
  if (!ASCII_DIGITS.test(candidate)) return 'format';
  if (candidate.length < policy.minLength || candidate.length > policy.maxLength) return 'length';
  // The most telling reason first: "your birthday" helps a person more than "a date".
  if (personal !== undefined && isPersonal(candidate, personal)) return 'personal';
  return policy.blocklist ? popularRule(candidate, blocklist) : null;
}

function popularRule(digits: string, blocklist: Blocklist): PolicyRule | null {
  const pattern = PATTERNS.find(([, refuses]) => refuses(digits));
  if (pattern !== undefined) return pattern[0];
  return blocklist.isCommon(digits) ? 'common' : null;
}
