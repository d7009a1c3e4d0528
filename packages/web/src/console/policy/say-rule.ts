const RULES: Readonly<Record<string, string>> = {
  format: 'No PIN: digits only',
  length: 'Too short or too long',
  repeated: 'Repeated digits',
  sequence: 'A sequence',
  year: 'A year',
  date: 'A date',
  keypad: 'A shape on the keypad',
  common: 'Popular',
  personal: 'Personal data',
  same_as_current: 'The PIN in force',
  history: 'An earlier PIN',
};

/** A rule of the API in words. */
export function sayRule(rule: string): string {
  return RULES[rule] ?? rule.replaceAll('_', ' ');
}

/** A part of a whole in percent, with as many digits as tell something. */
export function saysShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return 'None';
  if (percent < 0.01) return 'Less than 0.01 %';
  return `${percent < 10 ? Number(percent.toPrecision(2)) : Math.round(percent)} %`;
}
