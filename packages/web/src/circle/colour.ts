/** Red, green and blue from 0 to 255, opacity from 0 to 1. */
export interface Colour {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

const LENGTH_MAX = 64;
const HEX = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const NUMBER = '[+-]?\\d{0,4}(?:\\.\\d{1,6})?(?:%|deg|turn|rad)?';
const FUNCTION = new RegExp(
  `^(?:rgb|hsl)a?\\( ?${NUMBER}(?:(?: ?, ?| )${NUMBER}){2}(?:(?: ?[,/] ?)${NUMBER})? ?\\)$`,
  'i',
);
const NAME = /^[a-z]{3,24}$/i;
// Valid wherever a colour is, but not colours: what they mean depends on where they stand.
const KEYWORDS = /^(?:inherit|initial|unset|revert|currentcolor)$/i;

/**
 * A colour in a notation we know, or `undefined`. Nothing else gets into a style sheet: the value
 * comes from another origin, and `url()` or `var()` in it would do more than colour.
 */
export function readColour(
  value: unknown,
  isSupported: (colour: string) => boolean,
): string | undefined {
  if (typeof value !== 'string' || value.length > LENGTH_MAX) return undefined;
  const text = value.trim().replace(/\s+/g, ' ');
  const known = HEX.test(text) || FUNCTION.test(text) || (NAME.test(text) && !KEYWORDS.test(text));
  return known && isSupported(text) ? text : undefined;
}

/** As a canvas writes a colour: `#rrggbb`, or `rgba(r, g, b, a)` when it lets light through. */
export function parseColour(text: string): Colour | undefined {
  const hex = /^#(..)(..)(..)$/.exec(text);
  const parts = hex?.slice(1).map((part) => Number.parseInt(part, 16)) ?? numbersIn(text);
  const [red, green, blue, alpha = 1] = parts;
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return { rgb: [red, green, blue], alpha };
}

function numbersIn(text: string): readonly number[] {
  return text.startsWith('rgba(') ? (text.match(/[\d.]+/g) ?? []).map(Number) : [];
}

/** A colour as it looks on another: what it lets through shows. */
export function blend({ rgb, alpha }: Colour, on: Colour): Colour {
  const [red, green, blue] = rgb.map(
    (part, place) => part * alpha + (on.rgb[place] ?? 0) * (1 - alpha),
  );
  return { rgb: [red ?? 0, green ?? 0, blue ?? 0], alpha: 1 };
}

/** From 1 (the same) to 21 (black on white), as WCAG 2 counts it. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export function luminance({ rgb }: Colour): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
