/** Without a leading zero, which no JSON number may have. */
const WHOLE = /^(?:0|[1-9][0-9]*)$/;

const { rawJSON } = JSON as JSON & { readonly rawJSON: (text: string) => unknown };

/**
 * Digits as a JSON number with every one of them: account numbers go past 2^53 (onb 2). Digits that
 * are no number in JSON stay text.
 */
export function exactNumber(digits: string): unknown {
  return WHOLE.test(digits) ? rawJSON(digits) : digits;
}
