import type { Arena } from './target/arena.ts';

/** One replacement in a file below packages/server/src; the text has to be there exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** What is taken away from a copy of the server, so that this attack must succeed on it. */
export interface Weakening {
  readonly what: string;
  readonly edits: readonly Edit[];
  /** What the row has to say then: that it failed is not enough, it has to fail for this reason. */
  readonly shows: RegExp;
}

/** One attack, from outside. */
export interface Row {
  readonly number: number;
  readonly title: string;
  /** What the attacker wants. */
  readonly wants: string;
  /** What stands in the way. */
  readonly holds: string;
  readonly weakening: Weakening;
  /** Takes a second or so: it is part of `npm test` too. */
  readonly quick?: true;
  /**
   * Carries the attack out. Throws a {@link Breach} when it succeeded, and any other error when it
   * could not be carried out, which counts as a failure of the row on every build.
   */
  run(arena: Arena): Promise<void>;
}

/** An attack that succeeded, in words. */
export class Breach extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Breach';
  }
}

/** Throws a {@link Breach} unless `held`. */
export function mustHold(held: boolean, breach: string): asserts held {
  if (!held) throw new Breach(breach);
}

/** Throws an ordinary error unless `met`: without it the attack was not carried out, and shows nothing. */
export function mustBeSo(met: boolean, otherwise: string): asserts met {
  if (!met) throw new Error(`the attack could not be carried out: ${otherwise}`);
}
