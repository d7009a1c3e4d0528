import { type Digits, hasAt, standsIn } from '../digits.ts';
import type { PersonalData } from '../policy.ts';
import { isFromBirthDate, parseBirthDate } from './birth-date.ts';
import { digitsOfFact, FACT_LENGTH_MAX } from './fact-digits.ts';
import { withReversed } from './reversed.ts';

/** A shorter run in common is chance: most PINs share three digits with some long number. */
const TELLING_RUN = 4;
const COUNTRY_CODE_LENGTHS: readonly number[] = [1, 2, 3];

/**
 * Refuses PINs made from what is known about the person, forwards or backwards: anything spelled
 * from the parts of the birth date or built around its year or its day and month, and anything that
 * shares too long a run with the phone number, the id or the birth date as written. Who steals a
 * phone or a wallet reads exactly these facts, so the PIN would protect nothing from that thief.
 * A birth date that is not a real `YYYY-MM-DD` is matched by its digits alone, like an id.
 */
export function isPersonal(digits: Digits, personal: PersonalData): boolean {
  const facts = knownNumbers(personal);
  const date = parseBirthDate(personal.birthDate ?? '');
  const isTelling = (reading: Digits) =>
    (date !== null && isFromBirthDate(reading, date)) ||
    facts.some((fact) => isFromNumber(reading, fact));
  return isTelling(digits) || withReversed(digits, isTelling);
}

function knownNumbers({ birthDate = '', phone = '', id = '' }: PersonalData): readonly string[] {
  const written = [birthDate, id].map(digitsOfFact);
  return [...written, ...phoneSpellings(phone)].filter((number) => number !== '');
}

/**
 * The number as given and as dialled at home. `+31 6...` is `06...` there, and where the country
 * code ends only a directory knows, so each length it can have is tried. `+31 (0)6` holds a zero
 * that is never dialled together with the code.
 */
function phoneSpellings(phone: string): readonly string[] {
  const given = digitsOfFact(phone);
  const dialled = digitsOfFact(phone.slice(0, FACT_LENGTH_MAX).replace('(0)', ''));
  const international = dialled.replace(/^00/, '');
  const national = COUNTRY_CODE_LENGTHS.map((length) => `0${international.slice(length)}`);
  return [given, dialled, ...national.filter((number) => number.length >= TELLING_RUN)];
}

/**
 * The PIN is part of the number, holds all of it, or shares a run with it that leaves at most two
 * digits to guess. Runs are found wherever they stand, so leading zeros or a country code put on or
 * left off change nothing; a number too short for a run is met as itself, padded with zeros.
 */
function isFromNumber(digits: Digits, number: string): boolean {
  const significant = withoutLeadingZeros(number);
  if (significant.length < TELLING_RUN && isPadded(digits, significant)) return true;
  const length = Math.max(TELLING_RUN, Math.min(digits.length - 2, significant.length));
  for (let start = 0; start + length <= digits.length; start += 1) {
    if (standsIn(number, digits.subarray(start, start + length))) return true;
  }
  return false;
}

function withoutLeadingZeros(digits: string): string {
  return digits.replace(/^0+/, '');
}

/** The number and nothing else, with zeros before it. */
function isPadded(digits: Digits, number: string): boolean {
  const zeros = digits.length - number.length;
  return hasAt(digits, number, zeros) && hasAt(digits, '0'.repeat(zeros), 0);
}
