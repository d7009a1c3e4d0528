/** A point in time: milliseconds since 1970-01-01T00:00:00Z, as the injected clock tells it. */
export type Instant = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Reads a date, which begins at midnight UTC, or a time with its zone (ISO 8601); `null` for anything else. */
export function readInstant(text: string): Instant | null {
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isSafeInteger(instant) ? instant : null;
}
