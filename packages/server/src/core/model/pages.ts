/** Languages the hosted pages speak, error texts included. */
export const LANGUAGES = ['en', 'es', 'fr', 'sw', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Colours a tenant may set on the hosted pages, each `#rrggbb`. */
export const THEME_COLOURS = ['accent', 'onAccent', 'paper', 'surface', 'ink'] as const;
export type ThemeColour = (typeof THEME_COLOURS)[number];

/** How a tenant's hosted pages look, and who may put them into a frame. */
export interface PageSettings {
  readonly theme: Readonly<Partial<Record<ThemeColour, string>>>;
  /** An image as a `data:` address: pages load nothing from elsewhere. */
  readonly logo: string | null;
  /** Used where a person's browser asks for no language we speak. */
  readonly language: Language;
  /** Origins whose pages may embed the hosted pages; none by default. */
  readonly frameAncestors: readonly string[];
}

export const DEFAULT_PAGES: PageSettings = {
  theme: {},
  logo: null,
  language: 'en',
  frameAncestors: [],
};

/** WCAG 2.2, 1.4.3: the least contrast at which text can be read. */
const CONTRAST_MIN = 4.5;

/** Colours that lie on each other; each set is given whole or not at all. */
const PAIRS = [
  { text: 'onAccent', ground: 'accent' },
  { text: 'ink', ground: 'surface' },
  { text: 'ink', ground: 'paper' },
] as const satisfies readonly Record<'text' | 'ground', ThemeColour>[];

/**
 * What is wrong with a theme, or `null`. Half of a pair would meet the visitor's dark or light mode,
 * and text nobody can read is no way to ask for a PIN.
 */
export function brokenThemeRule(theme: PageSettings['theme']): string | null {
  for (const { text, ground } of PAIRS) {
    const [above, below] = [theme[text], theme[ground]];
    if (above === undefined && below === undefined) continue;
    if (above === undefined || below === undefined) return `needs ${text} and ${ground} together`;
    if (contrast(above, below) < CONTRAST_MIN) {
      return `has ${text} on ${ground} below a contrast of ${CONTRAST_MIN}:1`;
    }
  }
  return null;
}

function contrast(left: string, right: string): number {
  const [light = 1, dark = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * Whether a text is one origin exactly as a browser writes it, and nothing else: a blank or semicolon
 * would begin something of its own in a policy, and a star means any name. Plain HTTP is for a
 * developer's own machine.
 */
export function isEmbeddingOrigin(text: string): boolean {
  const url = /^https?:\/\/[^\s;,'"*]+$/.test(text) ? URL.parse(text) : null;
  if (url?.origin !== text) return false;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || local;
}
