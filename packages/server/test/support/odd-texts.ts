/** What a database may not hold, or may give back as something else. */
export const ODD_TEXTS = [
  ['a zero byte', '\u0000'],
  ['half a surrogate pair', '\ud83d'],
  ['the other half', '\ude00'],
  ['a character outside the first plane', '\u{1f600}'],
  ['a noncharacter', '\uffff'],
] as const;

/** A body once for each text in it, with something put into that text, or into its key. */
export function* withOddText(body: unknown, odd: string): Generator<unknown> {
  if (typeof body === 'string') yield `${body.slice(0, 1)}${odd}${body.slice(1)}`;
  if (typeof body !== 'object' || body === null) return;
  for (const [key, value] of Object.entries(body)) {
    for (const changed of withOddText(value, odd)) {
      yield Array.isArray(body) ? [changed] : { ...body, [key]: changed };
    }
    if (!Array.isArray(body)) yield { ...body, [`${key}${odd}`]: value };
  }
}
