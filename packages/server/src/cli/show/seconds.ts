const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const;

/** A length of time in the largest unit that leaves no rest. */
export function seconds(count: number): string {
  const unit = UNITS.find(([each]) => count >= each && count % each === 0);
  return unit === undefined ? `${count} s` : `${count / unit[0]} ${unit[1]}`;
}
