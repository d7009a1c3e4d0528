import { describe, expect, it } from 'vitest';
import { replayFloor } from './replay-floor.ts';

const NOW = 1_780_000_000_000;
const EARLIER = NOW - 86_400_000;

describe('a mark out of a backup', () => {
  it.each([
    ['nanoseconds', BigInt(EARLIER) * 1_000_000n, BigInt(NOW) * 1_000_000n],
    ['milliseconds', BigInt(EARLIER), BigInt(NOW)],
    ['seconds', BigInt(EARLIER) / 1_000n, BigInt(NOW) / 1_000n],
  ])('that counts %s is raised to now', (_unit, mark, floor) => {
    expect(replayFloor('mixin:pin-iterator', mark, NOW)).toBe(floor);
  });

  it.each([0n, 1n, 4_711n, 60_000_000n, 2n ** 63n])('that counts otherwise stays: %s', (mark) => {
    expect(replayFloor('mixin:pin-iterator', mark, NOW)).toBe(mark);
  });

  it('never goes back', () => {
    const ahead = BigInt(NOW) + 60_000n;
    expect(replayFloor('mixin:pin-iterator', ahead, NOW)).toBe(ahead);
  });

  it('of codes of an authenticator is raised to the step of now', () => {
    const step = BigInt(NOW) / 30_000n;
    expect(replayFloor('operator:totp', step - 5n, NOW)).toBe(step);
  });
});
