/** Everybody's PIN: salts differ, so nobody's hash is like another's. */
export const PIN = '739146';
export const WRONG_PIN = '739147';
export const TENANT = 'bench';
/** Another tenant of the same server. */
export const NEIGHBOUR = 'neighbour';
export const PURPOSE = 'login';

/** Fixed width: the order of the numbers is the order of the rows. */
export function subjectId(number: number): string {
  return `subject-${String(number).padStart(8, '0')}`;
}

/** The same in PostgreSQL's words, of a number that has this name there. */
export function subjectIdInSql(number: string): string {
  return `'subject-' || lpad(${number}::text, 8, '0')`;
}

/** Numbers from `first`, as many as asked. */
export function numbers(count: number, first = 0): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** A random choice of the numbers below a bound, in the random order in which it was made. */
export function someNumbers(count: number, below: number): readonly number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(Math.random() * below));
  return [...chosen];
}

export function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
