/** The digits from last to first. PINs are ASCII, so a code unit is a digit. */
export function reversed(digits: string): string {
  return digits.split('').reverse().join('');
}
