import { type Digits, digitAt } from '../digits.ts';

/**
 * Refuses PINs that count: equal steps up or down, going round after 9 (`1234`, `9876`, `8901`,
 * `2468`, `0369`); from six digits on also runs of three or more that share a step (`123789`,
 * `147258`, `456321`) and two interleaved counts (`121314`, `102030`, `142536`). A start and a step
 * or two describe such a PIN whatever its length, so length adds nothing against a guesser.
 */
export function isSequence(digits: Digits): boolean {
  if (countsEvenly(digits)) return true;
  return digits.length >= 6 && (isRunOfRuns(digits) || isInterleavedCount(digits));
}

/** Difference to the digit `distance` before, modulo ten: 9 is one step down. */
function stepTo(digits: Digits, place: number, distance: number): number {
  return (digitAt(digits, place) - digitAt(digits, place - distance) + 10) % 10;
}

function countsEvenly(digits: Digits): boolean {
  for (let i = 2; i < digits.length; i += 1) {
    if (stepTo(digits, i, 1) !== stepTo(digits, 1, 1)) return false;
  }
  return true;
}

/** Equal parts of at least three digits, each with the same step, up or down. */
function isRunOfRuns(digits: Digits): boolean {
  for (let size = 3; size * 2 <= digits.length; size += 1) {
    if (digits.length % size === 0 && partsShareStep(digits, size)) return true;
  }
  return false;
}

function partsShareStep(digits: Digits, size: number): boolean {
  const up = stepTo(digits, 1, 1);
  for (let start = 0; start < digits.length; start += size) {
    const step = stepTo(digits, start + 1, 1);
    if (step !== up && step !== (10 - up) % 10) return false;
    for (let i = start + 2; i < start + size; i += 1) {
      if (stepTo(digits, i, 1) !== step) return false;
    }
  }
  return true;
}

/** First, third, fifth... digit and second, fourth... digit each stand still or count by one. */
function isInterleavedCount(digits: Digits): boolean {
  for (let i = 2; i < digits.length; i += 1) {
    const step = stepTo(digits, i, 2);
    if (step > 1 && step !== 9) return false;
    if (step !== stepTo(digits, 2 + (i % 2), 2)) return false;
  }
  return true;
}
