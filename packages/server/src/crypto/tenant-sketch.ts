/** PINs share these: so many that one PIN stands out, so few that none is named. */
export const CELLS = 64;
const BITS = 512;
const WORDS = BITS / 32;

/** Linear counting: about how many people set so many of the bits. */
const PEOPLE = Array.from({ length: BITS + 1 }, (_none, set) =>
  set === BITS ? BITS * Math.log(2 * BITS) : -BITS * Math.log(1 - set / BITS),
);

/** Of all people guessed at, at how many the one PIN has to have been tried: honest ones repeat too. */
const SHARE_MIN = 0.1;

/** How many people each group of wrong PINs was tried on, in the running hour and the one before. */
export class TenantSketch {
  #current = new Uint32Array(CELLS * WORDS);
  #before = new Uint32Array(CELLS * WORDS);
  /** Bits set in either, by cell. */
  #set = new Uint16Array(CELLS);
  #people = 0;

  /**
   * Notes a person; the same one again changes nothing. Answers whether in this cell are by more than
   * `most` people more than in the others on average, and more than chance brings there.
   */
  add(cell: number, person: number, most: number): boolean {
    const word = cell * WORDS + ((person >>> 5) % WORDS);
    const bit = 1 << (person & 31);
    const known = ((this.#current[word] ?? 0) | (this.#before[word] ?? 0)) & bit;
    this.#current[word] = (this.#current[word] ?? 0) | bit;
    if (known === 0) this.#count(cell, 1);
    return this.#standsOut(cell, most);
  }

  /** The work of {@link add}, and nothing to be seen of it. */
  look(cell: number, person: number): false {
    const word = cell * WORDS + ((person >>> 5) % WORDS);
    this.#current[word] = (this.#current[word] ?? 0) | 0;
    this.#standsOut(cell, 0);
    return false;
  }

  /** An hour is over. Answers whether nothing is left. */
  turn(): boolean {
    this.#before = this.#current;
    this.#current = new Uint32Array(CELLS * WORDS);
    this.#set = new Uint16Array(CELLS);
    this.#people = 0;
    this.#before.forEach((word, at) => {
      this.#count(Math.floor(at / WORDS), bitsIn(word));
    });
    return this.#people === 0;
  }

  #count(cell: number, bits: number): void {
    const set = this.#set[cell] ?? 0;
    this.#people += (PEOPLE[set + bits] ?? 0) - (PEOPLE[set] ?? 0);
    this.#set[cell] = set + bits;
  }

  #standsOut(cell: number, most: number): boolean {
    const people = PEOPLE[this.#set[cell] ?? 0] ?? 0;
    const usual = (this.#people - people) / (CELLS - 1);
    const more = people - usual - 5 * Math.sqrt(usual);
    return more > most && more > SHARE_MIN * this.#people;
  }
}

function bitsIn(word: number): number {
  let bits = 0;
  for (let left = word; left !== 0; left &= left - 1) bits += 1;
  return bits;
}
