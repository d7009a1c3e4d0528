const LINES: readonly string[] = [
  ...['123', '456', '789', '147', '258', '369', '159', '357'],
  ...['321', '654', '987', '741', '852', '963', '951', '753'],
];

/** Rows, columns and diagonals joined end to end, with or without the 0 key between them. */
const STRAIGHT_LINES = new RegExp(`^(?:0?(?:${LINES.join('|')})0?)+$`);

/** Keys that form a figure in whatever order they are pressed: squares, diamond, X and plus. */
const FIGURES: ReadonlySet<string> = new Set([
  '1379',
  '2468',
  '1245',
  '2356',
  '4578',
  '5689',
  '13579',
  '24568',
]);

/**
 * Refuses PINs drawn with the finger on the phone pad 123/456/789/0: straight lines alone or joined
 * (`2580`, `1470`, `147258`, `159357`), figures (the four corners, a block of four, X, plus), walks
 * from key to neighbouring key (`1478`, `1236`, `4565`), and from five digits on walks that also
 * cut corners but never return to a key (`15369`). The hand remembers such PINs, and whoever looks
 * at the pad for its shapes finds them first. Four-digit walks may cut corners: they are 6 % of all
 * PINs, and the list holds the popular ones.
 */
export function isKeypad(digits: string): boolean {
  if (STRAIGHT_LINES.test(digits) || FIGURES.has(digits.split('').sort().join(''))) return true;
  const distances = distancesBetween(digits);
  if (distances.every((squared) => squared === 1)) return true;
  return (
    digits.length >= 5 &&
    distances.every((squared) => squared === 1 || squared === 2) &&
    new Set(digits).size === digits.length
  );
}

/** Squared distances between keys pressed in turn: 1 is beside or below, 2 is diagonally next. */
function distancesBetween(digits: string): readonly number[] {
  const distances: number[] = [];
  for (let i = 1; i < digits.length; i += 1) {
    const from = keyAt(digits, i - 1);
    const to = keyAt(digits, i);
    distances.push((to.row - from.row) ** 2 + (to.column - from.column) ** 2);
  }
  return distances;
}

function keyAt(digits: string, index: number): { readonly row: number; readonly column: number } {
  const digit = Number(digits[index]);
  if (digit === 0) return { row: 3, column: 1 };
  return { row: Math.floor((digit - 1) / 3), column: (digit - 1) % 3 };
}
