export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank for p99 and the like; the mean of the two middle values for an even-sized median. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (sorted.length * percent) / 100;
  const at = Math.max(0, Math.ceil(rank) - 1);
  const value = sorted[at] ?? Number.NaN;
  const betweenTwo = percent === 50 && Number.isInteger(rank);
  return betweenTwo ? (value + (sorted[at + 1] ?? value)) / 2 : value;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Each value divided by the one of the same round: what was measured interleaved. */
export function ratios(values: readonly number[], against: readonly number[]): readonly number[] {
  return values.map((value, index) => value / (against[index] ?? Number.NaN));
}

/** Slope of the least-squares line through points at equal distances, per step. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = sum(values) / values.length;
  const products = values.map((value, index) => (index - middle) * (value - mean));
  const squares = values.map((_value, index) => (index - middle) ** 2);
  return sum(products) / sum(squares);
}
