import { type Digits, numberOf } from '../digits.ts';
import { isDayOfMonth } from './calendar.ts';
import { isYear } from './year.ts';

/**
 * How people write dates, per PIN length: a slot is `D`, `M` or `Y` once per digit. Left out on
 * purpose: five digits with a two-digit year (`10590`; over a quarter of all five-digit PINs),
 * month and two-digit year (over a fifth of all four-digit PINs) and `YYDDMM` (2 % of the six-digit
 * PINs, hardly any of them popular).
 */
const LAYOUTS: ReadonlyMap<number, readonly (readonly string[])[]> = new Map(
  Object.entries({
    4: 'DD-MM MM-DD',
    5: 'M-YYYY YYYY-M',
    6: 'DD-MM-YY MM-DD-YY YY-MM-DD MM-YYYY YYYY-MM D-M-YYYY M-D-YYYY YYYY-D-M YYYY-M-D',
    7: 'D-MM-YYYY DD-M-YYYY M-DD-YYYY MM-D-YYYY YYYY-M-DD YYYY-MM-D YYYY-D-MM YYYY-DD-M',
    8: 'DD-MM-YYYY MM-DD-YYYY YYYY-MM-DD YYYY-DD-MM',
  }).map(([length, layouts]) => [
    Number(length),
    layouts.split(' ').map((layout) => layout.split('-')),
  ]),
);

const FULL_DATE_LENGTH = 8;
const DATE_PAIR_LENGTHS: readonly number[] = [8, 12];

/**
 * Refuses dates: day and month (`3112`, `1231`), with a year (`311299`, `19991231`), month and year
 * (`121999`), two dates side by side (`05121206`, `050512061214`), and in nine digits or more a
 * full date with something before or after it (`0512199012`). Dates are among the first things
 * people make PINs of, and who steals a wallet usually holds the dates of its owner.
 */
export function isDate(digits: Digits): boolean {
  const { length } = digits;
  if (fitsLayout(digits)) return true;
  if (DATE_PAIR_LENGTHS.includes(length) && isDatePair(digits)) return true;
  if (length <= FULL_DATE_LENGTH) return false;
  return (
    fitsLayout(digits.subarray(0, FULL_DATE_LENGTH)) ||
    fitsLayout(digits.subarray(-FULL_DATE_LENGTH))
  );
}

function isDatePair(digits: Digits): boolean {
  const middle = digits.length / 2;
  return fitsLayout(digits.subarray(0, middle)) && fitsLayout(digits.subarray(middle));
}

function fitsLayout(digits: Digits): boolean {
  return LAYOUTS.get(digits.length)?.some((layout) => reads(digits, layout)) ?? false;
}

/** Years of four digits are those people remember; of two digits any. */
function reads(digits: Digits, layout: readonly string[]): boolean {
  let day = 1;
  let month = 1;
  let start = 0;
  for (const slot of layout) {
    const value = digits.subarray(start, start + slot.length);
    start += slot.length;
    if (slot === 'YYYY' && !isYear(value)) return false;
    if (slot.startsWith('D')) day = numberOf(value);
    if (slot.startsWith('M')) month = numberOf(value);
  }
  return isDayOfMonth(day, month);
}
