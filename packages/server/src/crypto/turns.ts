/** How many names at rest are remembered beyond those that wait, before the old ones are dropped. */
const AT_REST_MAX = 256;

/**
 * Whose turn it is, among names that use something up (start-time fair queueing): who has used the
 * least comes first. A name that comes back from a rest starts level with the others: rest cannot be saved
 * up. Memory is bounded by the names that wait, and a few.
 */
export class Turns {
  /** What each name has used, counted from where it started. */
  readonly #used = new Map<string, number>();
  readonly #waiting = new Set<string>();
  /** What the one that had the latest turn had used: the level at which newcomers start. */
  #level = 0;

  /** Takes part from now on, until {@link leave}. */
  join(name: string): void {
    if (this.#waiting.has(name)) return;
    this.#waiting.add(name);
    this.#used.set(name, Math.max(this.#used.get(name) ?? 0, this.#level));
    if (this.#used.size > 2 * this.#waiting.size + AT_REST_MAX) this.#forget();
  }

  leave(name: string): void {
    this.#waiting.delete(name);
  }

  /** Of those who wait, the one that has used the least; of equals, who has waited longest. */
  next(): string | undefined {
    let first: string | undefined;
    let least = Infinity;
    for (const name of this.#waiting) {
      const used = this.#used.get(name) ?? 0;
      if (used < least) [first, least] = [name, used];
    }
    if (first !== undefined) this.#level = Math.max(this.#level, least);
    return first;
  }

  /** Puts `amount` to the account of a name; a negative one corrects an estimate. */
  use(name: string, amount: number): void {
    const used = this.#used.get(name);
    if (used !== undefined) this.#used.set(name, used + amount);
    // Behind those that have used as much: with equal amounts, turns go round.
    if (this.#waiting.delete(name)) this.#waiting.add(name);
  }

  /** Who is at rest and not ahead of the level would start there anyway. */
  #forget(): void {
    for (const [name, used] of this.#used) {
      if (!this.#waiting.has(name) && used <= this.#level) this.#used.delete(name);
    }
  }
}
