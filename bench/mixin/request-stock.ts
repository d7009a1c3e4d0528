/**
 * Requests made before they are needed, sent in the order they were made: what it costs a client to
 * sign is not the server's to bear.
 */
export class RequestStock {
  readonly #make: () => Buffer;
  #made: Buffer[] = [];
  #at = 0;
  #late = 0;

  constructor(make: () => Buffer) {
    this.#make = make;
  }

  /** Makes as many as are missing. */
  fill(count: number): void {
    this.#made = this.#made.slice(this.#at);
    this.#at = 0;
    while (this.#made.length < count) this.#made.push(this.#make());
  }

  /** Out of stock, it is made on the spot: slower, but no other request. */
  readonly next = (): Buffer => {
    const request = this.#made[this.#at];
    this.#at += 1;
    if (request !== undefined) return request;
    this.#late += 1;
    return this.#make();
  };

  /** How many were made on the spot so far. */
  get late(): number {
    return this.#late;
  }
}
