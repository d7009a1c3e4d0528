import { blend, type Colour, contrast, luminance, parseColour, readColour } from './colour.ts';
import { ROLES } from './theme-roles.ts';
import { listOf, numberOf, recordOf } from './untrusted.ts';

const READABLE = 4.5;
/** Both colours are the app's own choice: only what nobody could read is not taken. */
const VISIBLE = 2;
const DARK_BELOW = 0.18;
const INKS = ['#1b1e22', '#ffffff'] as const;

/**
 * Takes over the app's colours, one by one and only good ones. An app that gives a few gets ours
 * for the rest, and whatever would then be unreadable is ours as well.
 */
export function applyTheme(root: HTMLElement, themeColor: unknown): void {
  const theme = recordOf(themeColor);
  const given = readColours(theme);
  if (given.size === 0) return;
  for (const [property, colour] of given) root.style.setProperty(property, colour);
  const surface = toColour(given.get('--bg'));
  const dark = surface !== undefined && surface.alpha > 0.5 && luminance(surface) < DARK_BELOW;
  // An app with colours of its own has decided against following the visitor's dark mode.
  root.dataset['theme'] = dark ? 'dark' : 'light';
  for (const { property, on } of Object.values(ROLES)) {
    if (on !== undefined) keepReadable(root, given, property, on);
  }
  const opacity = numberOf(theme['backdropOpacity']);
  if (opacity !== undefined && opacity >= 0 && opacity <= 1) {
    root.style.setProperty('--backdrop-opacity', String(opacity));
  }
}

function readColours(theme: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const isSupported = (colour: string): boolean => CSS.supports('color', colour);
  const given = new Map<string, string>();
  for (const [name, { property }] of Object.entries(ROLES)) {
    const colour = readColour(theme[name], isSupported);
    // Through a card that lets light through, the app's page would show behind every text.
    const seeThrough = property === '--bg' && toColour(colour)?.alpha !== 1;
    if (colour !== undefined && !seeThrough) given.set(property, colour);
  }
  const gradient = listOf(theme['titleGradients']).map((entry) => readColour(entry, isSupported));
  const [from, to = from] = gradient;
  if (from !== undefined && to !== undefined) {
    given.set('--title-from', from).set('--title-to', to);
  }
  return given;
}

function keepReadable(
  root: HTMLElement,
  given: ReadonlyMap<string, string>,
  property: string,
  on: string,
): void {
  const style = getComputedStyle(root);
  const current = (name: string): Colour | undefined => toColour(style.getPropertyValue(name));
  const own = current(on);
  const surface = own !== undefined && own.alpha > 0.5 ? own : current('--bg');
  const wanted = given.has(property) && given.has(on) ? VISIBLE : READABLE;
  const reads = (colour: Colour | undefined): boolean =>
    surface === undefined ||
    colour === undefined ||
    contrast(blend(colour, surface), surface) >= wanted;
  if (reads(current(property))) return;
  root.style.removeProperty(property);
  if (reads(current(property)) || surface === undefined) return;
  const [ink, paper] = INKS;
  root.style.setProperty(property, luminance(surface) < DARK_BELOW ? paper : ink);
}

/** A canvas brings every notation into one; `undefined` for what is no plain colour. */
function toColour(text: string | undefined): Colour | undefined {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null || text === undefined || text === '') return undefined;
  const [black, white] = ['#000000', '#ffffff'].map((before) => {
    canvas.fillStyle = before;
    canvas.fillStyle = text;
    return canvas.fillStyle;
  });
  return black === white && typeof black === 'string' ? parseColour(black) : undefined;
}
