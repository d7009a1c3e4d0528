/**
 * Keeps what was put in lately: at least `kept` of them, at most twice as many. Cheap enough for every
 * attempt: a full half pushes out the one before it.
 */
export class RecentMap<V> {
  readonly #kept: number;
  #newer = new Map<string, V>();
  #older = new Map<string, V>();

  constructor(kept: number) {
    this.#kept = kept;
  }

  get(name: string): V | undefined {
    return this.#newer.get(name) ?? this.#older.get(name);
  }

  set(name: string, value: V): void {
    if (this.#newer.size >= this.#kept && !this.#newer.has(name)) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(name, value);
  }
}
