/**
 * Refuses PINs that count: equal steps up or down, going round after 9 (`1234`, `9876`, `8901`,
 * `2468`, `0369`); from six digits on also runs of three or more that share a step (`123789`,
 * `147258`, `456321`) and two interleaved counts (`121314`, `102030`, `142536`). A start and a step
 * or two describe such a PIN whatever its length, so length adds nothing against a guesser.
 */
export function isSequence(digits: string): boolean {
  const steps = stepsBetween(digits, 1);
  if (steps.every((step) => step === steps[0])) return true;
  return digits.length >= 6 && (isRunOfRuns(digits) || isInterleavedCount(digits));
}

/** Differences between digits `distance` apart, modulo ten: 9 is one step down. */
function stepsBetween(digits: string, distance: number): readonly number[] {
  const steps: number[] = [];
  for (let i = distance; i < digits.length; i += 1) {
    steps.push((digits.charCodeAt(i) - digits.charCodeAt(i - distance) + 10) % 10);
  }
  return steps;
}

/** Equal parts of at least three digits, each with the same step, up or down. */
function isRunOfRuns(digits: string): boolean {
  for (let size = 3; size * 2 <= digits.length; size += 1) {
    if (digits.length % size === 0 && partsShareStep(digits, size)) return true;
  }
  return false;
}

function partsShareStep(digits: string, size: number): boolean {
  const steps = stepsBetween(digits, 1);
  const up = steps[0] ?? 0;
  const down = (10 - up) % 10;
  for (let start = 0; start < digits.length; start += size) {
    const step = steps[start];
    if (step !== up && step !== down) return false;
    if (steps.slice(start, start + size - 1).some((other) => other !== step)) return false;
  }
  return true;
}

/** First, third, fifth... digit and second, fourth... digit each stand still or count by one. */
function isInterleavedCount(digits: string): boolean {
  const steps = stepsBetween(digits, 2);
  return steps.every((step, i) => (step <= 1 || step === 9) && step === steps[i % 2]);
}
