/**
 * Every state that was ever seen, exactly (no hash stands for a state), in the order in which it was
 * found. Each has the number of the state it was found from.
 */
export class StateTable {
  readonly #width: number;
  #words: Uint32Array;
  #parents: Int32Array;
  #slots: Int32Array;
  #size = 0;

  constructor(width: number) {
    this.#width = width;
    this.#words = new Uint32Array(width * 1024);
    this.#parents = new Int32Array(1024);
    this.#slots = new Int32Array(4096).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  /** False when it was there already. */
  add(state: Uint32Array, parent: number): boolean {
    let slot = this.#slotOf(state);
    if (this.#slots[slot] !== -1) return false;
    if (this.#size * 2 >= this.#slots.length) {
      this.#growSlots();
      slot = this.#slotOf(state);
    }
    if (this.#size === this.#parents.length) this.#growStates();
    this.#words.set(state, this.#size * this.#width);
    this.#parents[this.#size] = parent;
    this.#slots[slot] = this.#size;
    this.#size += 1;
    return true;
  }

  /** A view, good until the next state is added. */
  read(index: number): Uint32Array {
    return this.#words.subarray(index * this.#width, (index + 1) * this.#width);
  }

  /** -1 for the first. */
  parentOf(index: number): number {
    return this.#parents[index] ?? -1;
  }

  /** Where the state is, or the free place where it belongs. */
  #slotOf(state: Uint32Array): number {
    const mask = this.#slots.length - 1;
    let slot = hash(state) & mask;
    for (;;) {
      const index = this.#slots[slot] ?? -1;
      if (index === -1 || this.#isAt(index, state)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isAt(index: number, state: Uint32Array): boolean {
    const from = index * this.#width;
    for (let at = 0; at < this.#width; at += 1) {
      if (this.#words[from + at] !== state[at]) return false;
    }
    return true;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let index = 0; index < this.#size; index += 1) {
      this.#slots[this.#slotOf(this.read(index))] = index;
    }
  }

  #growStates(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    const parents = new Int32Array(this.#parents.length * 2);
    parents.set(this.#parents);
    this.#words = words;
    this.#parents = parents;
  }
}

function hash(state: Uint32Array): number {
  let sum = 0;
  for (const word of state) {
    sum = Math.imul(sum ^ word, 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  sum = Math.imul(sum, 0x85ebca6b);
  return (sum ^ (sum >>> 13)) >>> 0;
}
