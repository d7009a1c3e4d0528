import { apart, type Digits, isDigit } from './digits.ts';
import type { Secret } from './secret.ts';

/** Bounds of the product: a PIN is 4 to 12 ASCII digits, whatever a tenant's policy narrows it to. */
export const PIN_LENGTH_MIN = 4;
export const PIN_LENGTH_MAX = 12;

/**
 * A well-formed PIN that cannot be printed by accident: `String(pin)`, template strings, JSON and
 * the inspector all show `[pin]`. Its digits are bytes of their own, outside the heap: whoever made it of
 * bytes overwrites them when the call is over, and nothing is left that a garbage collector has to find.
 */
export class Pin implements Secret {
  readonly #digits: Digits;
  #wiped = false;

  private constructor(digits: Digits) {
    this.#digits = digits;
  }

  /**
   * Reads what a wire delivered. Answers `null` for anything but a string of 4 to 12 ASCII digits:
   * a JSON number loses leading zeros, and other scripts' digits have more than one spelling.
   * Nothing is trimmed or normalised, and nothing is charged for a `null`.
   */
  static parse(text: unknown): Pin | null {
    if (typeof text !== 'string' || text.length > PIN_LENGTH_MAX) return null;
    // A code beyond a byte is no digit, and must not become one by losing its upper half.
    return Pin.copy({ length: text.length, at: (place) => text.charCodeAt(place) });
  }

  /** The same of bytes, which are copied; `null` for what {@link Pin.parse} would not read. */
  static fromBytes(bytes: Uint8Array): Pin | null {
    return Pin.copy({ length: bytes.length, at: (place) => bytes[place] });
  }

  private static copy(from: {
    readonly length: number;
    readonly at: (place: number) => number | undefined;
  }): Pin | null {
    const { length, at } = from;
    if (length < PIN_LENGTH_MIN || length > PIN_LENGTH_MAX) return null;
    const digits = apart(length);
    for (let place = 0; place < length; place += 1) {
      const code = at(place);
      if (!isDigit(code)) {
        digits.fill(0);
        return null;
      }
      digits[place] = code ?? 0;
    }
    return new Pin(digits);
  }

  /**
   * The digits themselves, for as long as the call lasts. Never store, log or compare the answer outside
   * hasher and policy.
   */
  bytes(): Digits {
    if (this.#wiped) throw new TypeError('the PIN of a call that is over');
    return this.#digits;
  }

  /** The digits as a text, for wires that have to have one: it stays in memory for a while. */
  reveal(): string {
    return String.fromCharCode(...this.bytes());
  }

  /** Whether both are the same digits; for two entries of one person, not for a stored PIN. */
  equals(other: Pin): boolean {
    const [mine, theirs] = [this.bytes(), other.bytes()];
    return mine.length === theirs.length && mine.every((digit, place) => digit === theirs[place]);
  }

  /** Overwrites the digits. Afterwards this is no PIN any more, and using it throws. */
  wipe(): void {
    this.#digits.fill(0);
    this.#wiped = true;
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
