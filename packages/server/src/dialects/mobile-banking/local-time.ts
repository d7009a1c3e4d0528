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
  const parts = clockOf(timeZone).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes, length = 2) =>
    (parts.find((part) => part.type === type)?.value ?? '').padStart(length, '0');
  const date = `${read('year', 4)}-${read('month')}-${read('day')}`;
  return `${date} ${read('hour')}:${read('minute')}:${read('second')}`;
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
  const shown = Date.parse(`${formatLocal(instant, timeZone).replace(' ', 'T')}Z`);
  return shown - Math.floor(instant / SECOND_MS) * SECOND_MS;
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
