/**
 * Digits as ASCII bytes. What is in a string stays in memory for as long as the runtime likes; bytes can
 * be overwritten. Rules about PINs look at them in place and copy none of them.
 */
export type Digits = Uint8Array;

const ZERO = 0x30;
const NINE = 0x39;

/** The digits of a text; `null` for one with anything else in it, or nothing. */
export function digitsOf(text: string): Digits | null {
  const digits = apart(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return null;
    digits[i] = code;
  }
  return text === '' ? null : digits;
}

/** Room for bytes outside the heap, where nothing moves them and leaves a copy behind. */
export function apart(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length));
}

export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= ZERO && code <= NINE;
}

/** The digit at a place, 0 to 9; -1 beyond the end. */
export function digitAt(digits: Digits, place: number): number {
  return (digits[place] ?? ZERO - 1) - ZERO;
}

/** The number that a few digits write. */
export function numberOf(digits: Digits): number {
  let number = 0;
  for (let i = 0; i < digits.length; i += 1) number = number * 10 + digitAt(digits, i);
  return number;
}

/** Which digits there are, a bit for each. */
export function maskOf(digits: Digits): number {
  let mask = 0;
  for (let i = 0; i < digits.length; i += 1) mask |= 1 << digitAt(digits, i);
  return mask;
}

/** How many different digits there are. */
export function countDifferent(digits: Digits): number {
  let count = 0;
  for (let mask = maskOf(digits); mask !== 0; mask &= mask - 1) count += 1;
  return count;
}

/** Whether the text stands in the digits at a place. */
export function hasAt(digits: Digits, text: string, place: number): boolean {
  if (place < 0 || place + text.length > digits.length) return false;
  for (let i = 0; i < text.length; i += 1) {
    if (digits[place + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether the text stands anywhere in the digits. */
export function holdsText(digits: Digits, text: string): boolean {
  for (let place = 0; place + text.length <= digits.length; place += 1) {
    if (hasAt(digits, text, place)) return true;
  }
  return false;
}

/** Whether the digits stand anywhere in the text. */
export function standsIn(text: string, digits: Digits): boolean {
  for (let place = 0; place + digits.length <= text.length; place += 1) {
    let same = 0;
    while (same < digits.length && text.charCodeAt(place + same) === digits[same]) same += 1;
    if (same === digits.length) return true;
  }
  return false;
}
