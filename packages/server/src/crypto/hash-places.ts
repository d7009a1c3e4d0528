/**
 * The places of the hash queue, shared out by tenant. One that is alone may take all of them. When
 * others come while all are taken, each is let in up to its share (all places by the number of
 * tenants that hold some), and at least with one piece of work: a flood meets its own limit first.
 * Together they never hold more than twice the places there are.
 */
export class HashPlaces {
  readonly #max: number;
  readonly #held = new Map<string, number>();
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get taken(): number {
    return this.#taken;
  }

  /** No place is free for whoever could do without. */
  get full(): boolean {
    return this.#taken >= this.#max;
  }

  /**
   * How many places were taken, or `null`: none. More than there are at all would never be free, so
   * that many are what work gets that asks for more.
   */
  take(tenant: string, asked: number): number | null {
    const places = Math.min(asked, this.#max);
    if (!this.#hasRoom(tenant, places)) return null;
    this.#held.set(tenant, (this.#held.get(tenant) ?? 0) + places);
    this.#taken += places;
    return places;
  }

  give(tenant: string, places: number): void {
    const left = (this.#held.get(tenant) ?? 0) - places;
    if (left > 0) this.#held.set(tenant, left);
    else this.#held.delete(tenant);
    this.#taken -= places;
  }

  #hasRoom(tenant: string, places: number): boolean {
    if (this.#taken + places <= this.#max) return true;
    const held = this.#held.get(tenant) ?? 0;
    if (this.#taken === held || this.#taken + places > 2 * this.#max) return false;
    const tenants = this.#held.size + (held === 0 ? 1 : 0);
    return held === 0 || held + places <= this.#max / tenants;
  }
}
