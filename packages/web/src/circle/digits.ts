/** `0` to `9` and nothing that merely counts as a digit in some script. */
export function isDigit(key: string): boolean {
  return /^[0-9]$/.test(key);
}

/**
 * The digits of a pasted PIN, or none: spaces and dashes are how people write it down, anything
 * else is some other text, and more digits than fit are some other number.
 */
export function readPasted(text: string, max: number): string {
  const digits = text.replace(/[\s-]/g, '');
  return /^[0-9]+$/.test(digits) && digits.length <= max ? digits : '';
}
