import { countDifferent, type Digits } from '../digits.ts';

/**
 * Refuses PINs that say less than their length: one block over and over (`0000`, `1212`, `123123`,
 * also cut short: `12121`), digits in clumps (`1122`, `1112`, `112233`, `000111`), the same both
 * ways (`1221`, `12321`), and from five digits on only two different digits (`122212`). People
 * double what is easy to remember, so guessers try the doubled forms first. Two different digits
 * are allowed in four (`1211`): popular ones are on the list, and refusing all costs 2 % more.
 */
export function isRepeated(digits: Digits): boolean {
  return (
    repeatsBlock(digits) ||
    isClumped(digits) ||
    isPalindrome(digits) ||
    (digits.length >= 5 && countDifferent(digits) <= 2)
  );
}

/** Some block of at most half the length, repeated, gives the digits. */
function repeatsBlock(digits: Digits): boolean {
  for (let size = 1; size * 2 <= digits.length; size += 1) {
    if (repeatsAfter(digits, size)) return true;
  }
  return false;
}

/** Each digit is the one `size` before it. */
function repeatsAfter(digits: Digits, size: number): boolean {
  for (let i = size; i < digits.length; i += 1) {
    if (digits[i] !== digits[i - size]) return false;
  }
  return true;
}

/** The same both ways. */
function isPalindrome(digits: Digits): boolean {
  const last = digits.length - 1;
  for (let i = 0; i < last - i; i += 1) {
    if (digits[i] !== digits[last - i]) return false;
  }
  return true;
}

/** Written with at most half as many clumps of equal digits as there are digits. */
function isClumped(digits: Digits): boolean {
  let clumps = 1;
  for (let i = 1; i < digits.length; i += 1) {
    if (digits[i] !== digits[i - 1]) clumps += 1;
  }
  return clumps * 2 <= digits.length;
}
