import { countDifferent, type Digits, digitAt, hasAt, maskOf } from '../digits.ts';

const LINES: readonly string[] = [
  ...['123', '456', '789', '147', '258', '369', '159', '357'],
  ...['321', '654', '987', '741', '852', '963', '951', '753'],
];

/** Keys that form a figure in whatever order they are pressed: squares, diamond, X and plus. */
const FIGURES: ReadonlySet<number> = new Set(
  ['1379', '2468', '1245', '2356', '4578', '5689', '13579', '24568'].map((keys) =>
    [...keys].reduce((mask, key) => mask | (1 << Number(key)), 0),
  ),
);

/**
 * Refuses PINs drawn with the finger on the phone pad 123/456/789/0: straight lines alone or joined
 * (`2580`, `1470`, `147258`, `159357`), figures (the four corners, a block of four, X, plus), walks
 * from key to neighbouring key (`1478`, `1236`, `4565`), and from five digits on walks that also
 * cut corners but never return to a key (`15369`). The hand remembers such PINs, and whoever looks
 * at the pad for its shapes finds them first. Four-digit walks may cut corners: they are 6 % of all
 * PINs, and the list holds the popular ones.
 */
export function isKeypad(digits: Digits): boolean {
  const different = countDifferent(digits) === digits.length;
  if (isOfLines(digits) || (different && FIGURES.has(maskOf(digits)))) return true;
  const furthest = furthestStep(digits);
  return furthest === 1 || (digits.length >= 5 && different && furthest === 2);
}

/** Rows, columns and diagonals joined end to end, with or without the 0 key between them. */
function isOfLines(digits: Digits): boolean {
  // reached[n]: the first n digits are such lines.
  const reached = [true];
  for (let start = 0; start < digits.length; start += 1) {
    if (!reached[start]) continue;
    const line = digitAt(digits, start) === 0 ? start + 1 : start;
    for (const from of [start, line]) {
      if (!LINES.some((keys) => hasAt(digits, keys, from))) continue;
      reached[from + 3] = true;
      if (digitAt(digits, from + 3) === 0) reached[from + 4] = true;
    }
  }
  return reached[digits.length] === true;
}

/** The largest squared distance between keys pressed in turn: 1 is beside or below, 2 is diagonally next. */
function furthestStep(digits: Digits): number {
  let furthest = 1;
  for (let i = 1; i < digits.length; i += 1) {
    const from = keyAt(digits, i - 1);
    const to = keyAt(digits, i);
    const squared = (to.row - from.row) ** 2 + (to.column - from.column) ** 2;
    // The same key again is no step of a walk.
    furthest = Math.max(furthest, squared === 0 ? Number.POSITIVE_INFINITY : squared);
  }
  return furthest;
}

function keyAt(digits: Digits, index: number): { readonly row: number; readonly column: number } {
  const digit = digitAt(digits, index);
  if (digit === 0) return { row: 3, column: 1 };
  return { row: Math.floor((digit - 1) / 3), column: (digit - 1) % 3 };
}
