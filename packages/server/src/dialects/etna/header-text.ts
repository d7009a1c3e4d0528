/**
 * A header's text. Node shows its bytes as Latin-1; most apps send UTF-8. What is not UTF-8 is taken
 * for Latin-1, so that a name or password beyond ASCII is one text from either kind of app.
 */
export function headerText(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return value;
  }
}
