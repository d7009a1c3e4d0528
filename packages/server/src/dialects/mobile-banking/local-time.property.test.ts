import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLocal, parseLocal } from './local-time.ts';

const ZONES = [
  'UTC',
  'Africa/Nairobi',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Europe/Berlin',
  'Pacific/Kiritimati',
] as const;

const WRITABLE = /^[1-9]\d{3}-/;
/** A day before the year 1000 to a day after 9999: some zones are ahead of UTC, some behind. */
const seconds = fc.integer({
  min: Date.UTC(999, 11, 31) / 1000,
  max: Date.UTC(10_000, 0, 2) / 1000,
});

it('parseLocal reads every local time of the years 1000 to 9999 that formatLocal writes', () => {
  fc.assert(
    fc.property(seconds, fc.constantFrom(...ZONES), (second, zone) => {
      const shown = formatLocal(second * 1000, zone);
      fc.pre(shown.length === 19 && WRITABLE.test(shown));
      // An hour that a clock change repeats has two instants, which look the same.
      const read = parseLocal(shown, zone);
      expect(read).not.toBeNaN();
      expect(read === null ? null : formatLocal(read, zone)).toBe(shown);
    }),
    { numRuns: 2_000 },
  );
});

it.each(ZONES)('parseLocal reads the first and the last second of the calendar in %s', (zone) => {
  for (const text of ['0001-01-02 00:00:00', '1000-01-01 00:00:00', '9999-12-31 23:59:59']) {
    const read = parseLocal(text, zone);
    expect(read).not.toBeNaN();
    expect(formatLocal(read ?? 0, zone)).toBe(text);
  }
});
