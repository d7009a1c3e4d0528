const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Numbers as bars, the largest one as high as a line; nothing at all is the lowest bar. */
export function sparkline(numbers: readonly number[]): string {
  const most = Math.max(0, ...numbers);
  return numbers
    .map((number) => {
      const height = most === 0 ? 0 : Math.round((number / most) * (BARS.length - 1));
      // What is there at all must not look like nothing.
      return BARS[number > 0 ? Math.max(1, height) : 0];
    })
    .join('');
}

/** Neighbours added up until there are at most so many. */
export function squeeze(numbers: readonly number[], most: number): readonly number[] {
  const each = Math.max(1, Math.ceil(numbers.length / most));
  return Array.from({ length: Math.ceil(numbers.length / each) }, (_none, at) =>
    numbers.slice(at * each, (at + 1) * each).reduce((sum, number) => sum + number, 0),
  );
}
