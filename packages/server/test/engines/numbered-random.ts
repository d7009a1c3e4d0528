import type { Random } from '../../src/core/ports/random.ts';

/** Chance that can be told from everything else, and so be left out when answers are compared. */
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
    bytes: (length) => new Uint8Array(length).fill(Number(next(1)) % 256),
    // Versions of verifiers go on from here.
    integer: () => 1_000,
  };
}

const DRAWN = /(?:id|token)-[0-9]+|00000000-0000-4000-8000-[0-9]+/g;

/** The same with what was drawn named by when it was first seen: engines may draw more often. */
export function namedByFirstSight(value: unknown, seen: Map<string, string>): unknown {
  const text = JSON.stringify(value).replaceAll(DRAWN, (drawn) => {
    const name = seen.get(drawn) ?? `drawn ${seen.size + 1}`;
    seen.set(drawn, name);
    return name;
  });
  return JSON.parse(text);
}
