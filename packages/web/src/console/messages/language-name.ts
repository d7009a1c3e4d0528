const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

/** A language as an English speaker calls it. */
export function languageName(code: string): string {
  return NAMES.of(code) ?? code;
}
