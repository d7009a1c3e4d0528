import { type Instant, SECOND_MS } from '../../core/model/instant.ts';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** `yyyy-MM-dd HH:mm:ss` as clocks in the zone show it. */
export function formatLocal(instant: Instant, timeZone: string): string {
  const { year, month, day, hour, minute, second } = readClock(instant, timeZone);
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

/**
 * The first full second at which something that ends at `end` has ended. Rounding down would name
 * a time at which a suspension is still in force, and one in its last second would seem over.
 */
export function formatEnd(end: Instant, timeZone: string): string {
  return formatLocal(Math.ceil(end / SECOND_MS) * SECOND_MS, timeZone);
}

/**
 * Reads `yyyy-MM-dd HH:mm:ss` as a local time of the zone; `null` for any other text and for dates
 * the calendar does not have. Of an hour that a clock change repeats, one of the two is meant and
 * nobody can tell which; a time it skips is read as if the clock had not been changed yet.
 */
export function parseLocal(text: string, timeZone: string): Instant | null {
  const fields = LOCAL.exec(text);
  if (fields === null) return null;
  const wall = Date.parse(`${text.replace(' ', 'T')}Z`);
  // `Date.parse` lets 31 February run over into March.
  if (Number.isNaN(wall) || formatLocal(wall, 'UTC') !== text) return null;
  // An offset is known only for an instant: guess one, then correct it by what it shows.
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

/** How far local clocks are ahead of UTC at an instant; whole seconds. */
function offsetAt(instant: Instant, timeZone: string): number {
  const { year, month, day, hour, minute, second } = readClock(instant, timeZone);
  // Numbers, not text: a zone ahead of UTC shows the last hours of 9999 as the year 10000, which
  // `Date.parse` does not read. And not `Date.UTC` for the year, which takes 50 for 1950.
  const timeOfDay = new Date(Date.UTC(2000, 0, 1, hour, minute, second));
  const shown = timeOfDay.setUTCFullYear(year, month - 1, day);
  return shown - Math.floor(instant / SECOND_MS) * SECOND_MS;
}

function readClock(instant: Instant, timeZone: string) {
  const parts = clockOf(timeZone).formatToParts(instant);
  const read = (wanted: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(({ type }) => type === wanted)?.value);
  return {
    ...{ year: read('year'), month: read('month'), day: read('day') },
    ...{ hour: read('hour'), minute: read('minute'), second: read('second') },
  };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}
