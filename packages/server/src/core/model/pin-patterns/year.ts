import { type Digits, numberOf } from '../digits.ts';

const YEAR_MIN = 1900;
const YEAR_MAX = 2049;

/**
 * Refuses the years 1900 to 2049 and two of them in a row (`19872015`). Births, weddings and
 * graduations make these 150 numbers far more popular than any other 150, and they change from
 * population to population, so the list of popular PINs alone would miss some.
 */
export function isYear(digits: Digits): boolean {
  if (digits.length === 4) return isYearNumber(numberOf(digits));
  if (digits.length !== 8) return false;
  return isYear(digits.subarray(0, 4)) && isYear(digits.subarray(4));
}

function isYearNumber(year: number): boolean {
  return year >= YEAR_MIN && year <= YEAR_MAX;
}
