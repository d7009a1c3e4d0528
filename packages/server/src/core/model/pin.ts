/** Bounds of the product: a PIN is 4 to 12 ASCII digits, whatever a tenant's policy narrows it to. */
export const PIN_LENGTH_MIN = 4;
export const PIN_LENGTH_MAX = 12;

const ASCII_DIGITS = /^[0-9]{4,12}$/;

/**
 * A well-formed PIN that cannot be printed by accident: `String(pin)`, template strings, JSON and
 * the inspector all show `[pin]`. Only the hasher and the policy call {@link Pin.reveal}.
 */
export class Pin {
  readonly #digits: string;

  private constructor(digits: string) {
    this.#digits = digits;
  }

  /**
   * Reads what a wire delivered. Answers `null` for anything but a string of 4 to 12 ASCII digits:
   * a JSON number loses leading zeros, and other scripts' digits have more than one spelling.
   * Nothing is trimmed or normalised, and nothing is charged for a `null`.
   */
  static parse(text: unknown): Pin | null {
    // `$` does not match before a trailing newline without the `m` flag, so "1234\n" is refused.
    return typeof text === 'string' && ASCII_DIGITS.test(text) ? new Pin(text) : null;
  }

  /** The digits themselves. Never store, log or compare the answer outside hasher and policy. */
  reveal(): string {
    return this.#digits;
  }

  toString(): string {
    return '[pin]';
  }

  toJSON(): string {
    return '[pin]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[pin]';
  }
}
