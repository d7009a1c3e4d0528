import { isDigit } from './digits.ts';
import { Pin } from './pin.ts';

const MARK = 0x78; // x
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const BLANKS = [0x20, 0x09, 0x0a, 0x0d];

/**
 * PINs that were taken out of a body while it was bytes, by the name of their field. In the body there is
 * a row of `x` in the place of each, so that no text made of it holds a PIN. Whoever took them
 * {@link TakenPins.wipe wipes} them when the call is over.
 */
export class TakenPins {
  readonly #pins = new Map<string, Pin>();
  readonly #twice = new Set<string>();

  get(name: string): Pin | undefined {
    return this.#pins.get(name);
  }

  /** Takes the digits that are `bytes`, and nothing else; a field that comes twice is in neither place. */
  take(name: string, bytes: Uint8Array): void {
    const pin = Pin.fromBytes(bytes);
    if (pin === null) return;
    bytes.fill(MARK);
    if (this.#twice.has(name)) {
      pin.wipe();
      return;
    }
    const before = this.#pins.get(name);
    if (before === undefined) {
      this.#pins.set(name, pin);
      return;
    }
    // Two readings of one body would be two PINs. What is left are the marks, which are no PIN.
    pin.wipe();
    before.wipe();
    this.#pins.delete(name);
    this.#twice.add(name);
  }

  wipe(): void {
    for (const pin of this.#pins.values()) pin.wipe();
    this.#pins.clear();
  }
}

/** Whether a field of this name holds a PIN, on the native wire and on hosted pages. */
export function isPinField(name: string): boolean {
  return /^(pin|[a-z]{1,16}Pin)$/.test(name);
}

/**
 * Takes the PINs out of UTF-8 bytes of JSON: texts of 4 to 12 plain digits that stand beside the name of a
 * PIN field. Leaves everything else as it is, to be read, and refused, as ever; bytes that are no valid
 * JSON are none afterwards either.
 */
export function takeJsonPins(json: Uint8Array): TakenPins {
  const taken = new TakenPins();
  let name: string | null = null;
  let at = 0;
  while (at < json.length) {
    if (json[at] !== QUOTE) {
      if (!BLANKS.includes(json[at] ?? 0) && json[at] !== COLON) name = null;
      at += 1;
      continue;
    }
    const end = endOfText(json, at + 1);
    const text = json.subarray(at + 1, end);
    at = end + 1;
    if (name !== null) taken.take(name, text);
    name = isBeforeColon(json, at) ? pinFieldOf(text) : null;
  }
  return taken;
}

/** Where the quote stands that ends a text which begins here. */
function endOfText(json: Uint8Array, from: number): number {
  let at = from;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, json.length);
}

function isBeforeColon(json: Uint8Array, from: number): boolean {
  let at = from;
  while (BLANKS.includes(json[at] ?? 0)) at += 1;
  return json[at] === COLON;
}

const NAME_MAX = 24;

/** A name that is a PIN field's; what is longer, or might be a PIN itself, becomes no text. */
function pinFieldOf(bytes: Uint8Array): string | null {
  if (bytes.length > NAME_MAX || bytes.some(isDigit)) return null;
  const name = String.fromCharCode(...bytes);
  return isPinField(name) ? name : null;
}

/** Takes the PINs out of a form as browsers encode it: values that are digits, unescaped. */
export function takeFormPins(form: Uint8Array): TakenPins {
  const taken = new TakenPins();
  let start = 0;
  while (start < form.length) {
    const found = form.indexOf(AMPERSAND, start);
    const end = found < 0 ? form.length : found;
    const pair = form.subarray(start, end);
    const equals = pair.indexOf(EQUALS);
    const name = equals < 0 ? null : pinFieldOf(pair.subarray(0, equals));
    if (name !== null) taken.take(name, pair.subarray(equals + 1));
    start = end + 1;
  }
  return taken;
}
