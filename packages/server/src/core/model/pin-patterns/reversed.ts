import { apart, type Digits } from '../digits.ts';

/** Runs `judge` over the digits from last to first; their copy is overwritten afterwards. */
export function withReversed<R>(digits: Digits, judge: (reversed: Digits) => R): R {
  const copy = apart(digits.length);
  copy.set(digits);
  copy.reverse();
  try {
    return judge(copy);
  } finally {
    copy.fill(0);
  }
}
