const ENGLISH_SUFFIXES: Readonly<Record<Intl.LDMLPluralRule, string>> = {
  zero: 'th',
  one: 'st',
  two: 'nd',
  few: 'rd',
  many: 'th',
  other: 'th',
};

/** `1st` in English; elsewhere the number, for which our own sentences leave a place. */
export function sayOrdinal(number: number, tag: string): string {
  const digits = new Intl.NumberFormat(tag).format(number);
  if (tag !== 'en') return digits;
  return digits + ENGLISH_SUFFIXES[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)];
}
