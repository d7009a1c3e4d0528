import type { Random } from '../../src/core/ports/random.ts';

/** The same answers in the same order each time: what two engines made of them can be compared. */
export function numberedRandom(): Random {
  let drawn = 0;
  const next = (length: number) => {
    drawn += 1;
    return String(drawn).padStart(length, '0');
  };
  return {
    id: () => `id-${next(9)}`,
    uuid: () => `00000000-0000-4000-8000-${next(12)}`,
    token: () => `token-${next(26)}`,
    digits: (length) => next(length).slice(-length),
    integer: () => Number(next(1)),
  };
}
