import { type Digits, hasAt, holdsText } from '../digits.ts';
import { isCalendarDate } from './calendar.ts';

const ISO_DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const CORE_LENGTH = 4;

/**
 * A birth date as people break it up for a PIN: D, DD, M, MM, YY and YYYY (`parts`), and the pieces
 * too telling to stand anywhere in a longer PIN: YYYY, DDMM and MMDD (`cores`).
 */
export interface BirthDate {
  readonly parts: readonly string[];
  readonly cores: readonly string[];
}

/** Reads `YYYY-MM-DD`. Answers `null` for any other spelling and for days no calendar has. */
export function parseBirthDate(text: string): BirthDate | null {
  const [, year, month, day] = ISO_DATE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  if (!isCalendarDate(Number(year), Number(month), Number(day))) return null;
  const shortDay = String(Number(day));
  const shortMonth = String(Number(month));
  return {
    parts: [...new Set([year, year.slice(2), month, shortMonth, day, shortDay])],
    cores: [year, day + month, month + day],
  };
}

/**
 * Whether the digits are spelled from parts of the date and nothing else, in any order and however
 * often, or are longer than a core and contain one.
 */
export function isFromBirthDate(digits: Digits, date: BirthDate): boolean {
  if (digits.length > CORE_LENGTH && holdsCore(digits, date)) return true;
  // spelled[n]: the first n digits are parts in a row. Linear, where listing all concatenations
  // would be thousands of strings per judgement.
  const spelled = [true];
  for (let end = 1; end <= digits.length; end += 1) {
    spelled[end] = date.parts.some(
      (part) => spelled[end - part.length] === true && hasAt(digits, part, end - part.length),
    );
  }
  return spelled[digits.length] === true;
}

function holdsCore(digits: Digits, { cores }: BirthDate): boolean {
  return cores.some((core) => holdsText(digits, core));
}
