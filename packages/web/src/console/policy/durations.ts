const UNITS = [
  { letter: 'd', seconds: 86_400 },
  { letter: 'h', seconds: 3600 },
  { letter: 'm', seconds: 60 },
  { letter: 's', seconds: 1 },
] as const;

/** A length of time in its largest whole unit: `90 s` stays `90s`, `3600 s` is `1h`. */
export function sayDuration(seconds: number): string {
  const unit = UNITS.find((each) => seconds % each.seconds === 0 && seconds >= each.seconds);
  return unit === undefined ? `${seconds}s` : `${seconds / unit.seconds}${unit.letter}`;
}

/** Seconds in `90s`, `5m`, `1h`, `2d` or a bare number of seconds; `null` for anything else. */
export function readDuration(text: string): number | null {
  const [, digits, letter = 's'] = /^\s*(\d{1,8})\s*([dhms]?)\s*$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const unit = UNITS.find((each) => each.letter === (letter === '' ? 's' : letter));
  const seconds = Number(digits) * (unit?.seconds ?? 1);
  return seconds > 0 ? seconds : null;
}

export function sayDurations(durations: readonly number[]): string {
  return durations.map(sayDuration).join(', ');
}

/** A list of lengths of time; `null` unless every one can be read and there is at least one. */
export function readDurations(text: string): readonly number[] | null {
  const durations = text.split(',').map(readDuration);
  const known = durations.filter((each) => each !== null);
  return known.length === durations.length ? known : null;
}
