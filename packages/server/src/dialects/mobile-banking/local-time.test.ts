import { describe, expect, it } from 'vitest';
import { formatEnd, formatLocal, isTimeZone, parseLocal } from './local-time.ts';

const NAIROBI = 'Africa/Nairobi';

describe('formatLocal', () => {
  it('writes what clocks of the zone show', () => {
    const instant = Date.parse('2020-12-08T06:34:33.999Z');
    expect(formatLocal(instant, NAIROBI)).toBe('2020-12-08 09:34:33');
    expect(formatLocal(instant, 'America/New_York')).toBe('2020-12-08 01:34:33');
  });

  it('writes midnight as hour 00 of the new day', () => {
    expect(formatLocal(Date.parse('2020-12-07T21:00:00Z'), NAIROBI)).toBe('2020-12-08 00:00:00');
  });
});

describe('formatEnd', () => {
  it('never names a second in which it has not ended yet', () => {
    const end = Date.parse('2020-12-08T06:34:33.001Z');
    expect(formatEnd(end, NAIROBI)).toBe('2020-12-08 09:34:34');
    expect(formatEnd(end - 1, NAIROBI)).toBe('2020-12-08 09:34:33');
  });
});

describe('parseLocal', () => {
  it('reads what formatLocal writes', () => {
    for (const zone of [NAIROBI, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin']) {
      for (const iso of ['2020-12-08T06:34:33Z', '2024-02-29T23:59:59Z', '2026-07-01T00:00:00Z']) {
        const instant = Date.parse(iso);
        expect(parseLocal(formatLocal(instant, zone), zone)).toBe(instant);
      }
    }
  });

  it.each([
    '2020-02-30 00:00:00',
    '2020-13-01 00:00:00',
    '2020-12-08 24:00:00',
    '2020-12-08 09:60:00',
    '2020:12:08 09:34:33',
    '2020-12-08T09:34:33Z',
    '2020-12-08',
    ' 2020-12-08 09:34:33',
    '٢٠٢٠-12-08 09:34:33',
    'tomorrow',
    '',
  ])('refuses %j', (text) => {
    expect(parseLocal(text, NAIROBI)).toBeNull();
  });

  it('reads an hour the clock change skips as if it had not been changed', () => {
    const instant = Date.parse('2020-03-29T01:30:00Z');
    expect(parseLocal('2020-03-29 02:30:00', 'Europe/Berlin')).toBe(instant);
  });
});

it('knows a time zone when it sees one', () => {
  expect(['Africa/Nairobi', 'UTC'].every(isTimeZone)).toBe(true);
  expect(['', 'Mars/Olympus', 'Nairobi time'].some(isTimeZone)).toBe(false);
});
