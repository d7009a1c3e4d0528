/** A transaction of so many operations is worth its commit at any time. */
const ENOUGH = 24;

/** How far apart transactions begin while another one is under way. */
const APART_MS = 2;

/**
 * How far apart they begin while there is no hurry. A transaction here costs two processes their
 * caches, so they are fewer than on SQLite.
 */
const NO_HURRY_MS = 50;

/**
 * When the next transaction begins. What one costs, on both sides of the wire and on the disk, is
 * nearly the same for one operation and for thirty, and many small ones take the cores from the
 * hashes. So operations gather for a moment, unless nothing else is under way.
 */
export class Pace {
  readonly #noHurry: () => boolean;
  readonly #now: () => number;
  #begunAt = Number.NEGATIVE_INFINITY;

  /** `noHurry` says that answers would only wait elsewhere; `now` counts ms. */
  constructor(noHurry: () => boolean, now = () => performance.now()) {
    this.#noHurry = noHurry;
    this.#now = now;
  }

  /** One begins now. */
  begin(): void {
    this.#begunAt = this.#now();
  }

  /** How long so many operations may still gather, in ms; not above 0: not at all. */
  restMs(waiting: number, othersUnderWay: boolean): number {
    if (waiting >= ENOUGH) return 0;
    return this.#begunAt + this.#distanceMs(othersUnderWay) - this.#now();
  }

  #distanceMs(othersUnderWay: boolean): number {
    if (this.#noHurry()) return NO_HURRY_MS;
    return othersUnderWay ? APART_MS : 0;
  }
}
