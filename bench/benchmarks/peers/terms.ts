import { numbers, subjectId } from '../../server/subjects.ts';

// What is the same for everybody who is measured.

export const ROUNDS = 5;
export const CLIENTS = 32;
export const TIME = { warmUpMs: 1000, measureMs: 5000 };
/** A first run that is not counted: compilers get to know the code. */
export const FIRST_TIME = { warmUpMs: 0, measureMs: 8000 };

export const USERS = 1000;
export const GUESSES = 200;
/** Wrong guesses after which an account is locked. */
export const GUESSES_MAX = 5;
/** The most that any peer has of different storms. */
const STORM_KINDS = 2;

export const signingIn: readonly string[] = numbers(USERS).map(subjectId);
/** Nobody is guessed at twice, for a lock lasts longer than a round. */
export const victims: readonly string[] = numbers(ROUNDS * STORM_KINDS, USERS).map(subjectId);
export const everybody: readonly string[] = [...signingIn, ...victims];

/** Takes turns, endlessly. */
export function inTurn<T>(items: readonly T[]): () => T {
  let turn = 0;
  return () => {
    const item = items[turn % items.length];
    turn += 1;
    if (item === undefined) throw new Error('there is nobody whose turn it could be');
    return item;
  };
}

/** One of each for every guess of a storm. */
export function perGuess<T>(make: () => T): readonly T[] {
  return Array.from({ length: GUESSES }, make);
}
