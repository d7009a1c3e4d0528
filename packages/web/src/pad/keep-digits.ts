/** Only `0` to `9`: what else counts as a digit somewhere is not one in a PIN. */
export function keepDigits(text: string, max = Number.POSITIVE_INFINITY): string {
  return text.replace(/[^0-9]/g, '').slice(0, max);
}
