import { type Digits, digitsOf } from '../digits.ts';

/** For tests, which write PINs as texts: a rule about digits as one about a text. */
export function onText<A extends readonly unknown[], R>(rule: (digits: Digits, ...more: A) => R) {
  return (text: string, ...more: A): R => {
    const digits = digitsOf(text);
    if (digits === null) throw new TypeError(`not digits: ${text}`);
    return rule(digits, ...more);
  };
}

export function reversed(digits: string): string {
  return digits.split('').reverse().join('');
}
