/**
 * Whether every database can keep a text and give it back as it was: half a surrogate pair has no
 * UTF-8, and PostgreSQL has no place for a zero byte. Nothing that is kept has another kind of name,
 * so what is not storable need not be looked up.
 */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
