/**
 * How much of a fact is looked at: bounds the work for one judgement. The API takes at most 64
 * characters; of a longer text from another caller, a PIN taken from its far end goes unnoticed.
 */
export const FACT_LENGTH_MAX = 256;

/** The digit 0 in scripts people enter phone numbers with; their digits 1 to 9 follow it. */
const ZEROS: readonly number[] = [
  0x0030, // ASCII
  0x0660, // Arabic-Indic
  0x06f0, // Persian, Urdu
  0x0966, // Devanagari
  0x09e6, // Bengali
  0x0e50, // Thai
  0xff10, // full width
];

/** The digits of a fact about a person, as ASCII. Letters, blanks and punctuation do not count. */
export function digitsOfFact(fact: string): string {
  let digits = '';
  const length = Math.min(fact.length, FACT_LENGTH_MAX);
  for (let i = 0; i < length; i += 1) {
    const code = fact.charCodeAt(i);
    const zero = ZEROS.find((candidate) => code >= candidate && code < candidate + 10);
    if (zero !== undefined) digits += String(code - zero);
  }
  return digits;
}
