import type { Blocklist } from './blocklist.ts';
import { type Digits, digitsOf } from './digits.ts';
import type { Pin } from './pin.ts';
import { isDate } from './pin-patterns/date.ts';
import { isKeypad } from './pin-patterns/keypad.ts';
import { isPersonal } from './pin-patterns/personal.ts';
import { isRepeated } from './pin-patterns/repeated.ts';
import { isSequence } from './pin-patterns/sequence.ts';
import { isYear } from './pin-patterns/year.ts';
import type { PersonalData, Policy, PolicyRule } from './policy.ts';

/** In the order in which they are tried: a refusal names the first rule that fits. */
const PATTERNS: readonly (readonly [PolicyRule, (digits: Digits) => boolean])[] = [
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
  candidate: string | Pin,
  policy: Policy,
  blocklist: Blocklist,
  personal?: PersonalData,
): PolicyRule | null {
  const digits = typeof candidate === 'string' ? digitsOf(candidate) : candidate.bytes();
  if (digits === null) return 'format';
  if (digits.length < policy.minLength || digits.length > policy.maxLength) return 'length';
  // The most telling reason first: "your birthday" helps a person more than "a date".
  if (personal !== undefined && isPersonal(digits, personal)) return 'personal';
  return policy.blocklist ? popularRule(digits, blocklist) : null;
}

function popularRule(digits: Digits, blocklist: Blocklist): PolicyRule | null {
  const pattern = PATTERNS.find(([, refuses]) => refuses(digits));
  if (pattern !== undefined) return pattern[0];
  return blocklist.isCommon(digits) ? 'common' : null;
}
