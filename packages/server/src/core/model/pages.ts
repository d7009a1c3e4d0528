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
