import { reversed } from './reversed.ts';

/**
 * Refuses PINs that say less than their length: one block over and over (`0000`, `1212`, `123123`,
 * also cut short: `12121`), digits in clumps (`1122`, `1112`, `112233`, `000111`), the same both
 * ways (`1221`, `12321`), and from five digits on only two different digits (`122212`). People
 * double what is easy to remember, so guessers try the doubled forms first. Two different digits
 * are allowed in four (`1211`): popular ones are on the list, and refusing all costs 2 % more.
 */
export function isRepeated(digits: string): boolean {
  return (
    repeatsBlock(digits) ||
    isClumped(digits) ||
    digits === reversed(digits) ||
    (digits.length >= 5 && new Set(digits).size <= 2)
  );
}

/** Some block of at most half the length, repeated, gives the digits. */
function repeatsBlock(digits: string): boolean {
  for (let size = 1; size * 2 <= digits.length; size += 1) {
    if (digits.startsWith(digits.slice(size))) return true;
  }
  return false;
}

/** Written with at most half as many clumps of equal digits as there are digits. */
function isClumped(digits: string): boolean {
  let clumps = 1;
  for (let i = 1; i < digits.length; i += 1) {
    if (digits[i] !== digits[i - 1]) clumps += 1;
  }
  return clumps * 2 <= digits.length;
}
