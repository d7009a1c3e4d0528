import { describe, expect, it } from 'vitest';
import { span, toIso } from './iso-date.ts';

const at = Date.parse('2023-07-26T15:27:32.987Z');

describe('span', () => {
  it.each([
    ['2023-07-26', '2023-07-26T00:00:00.000Z', '2023-07-26T23:59:59.999Z'],
    ['2023-07-26T15:27', '2023-07-26T15:27:00.000Z', '2023-07-26T15:27:59.999Z'],
    ['2023-07-26T15:27:32Z', '2023-07-26T15:27:32.000Z', '2023-07-26T15:27:32.999Z'],
    ['2023-07-26T15:27:32.5Z', '2023-07-26T15:27:32.500Z', '2023-07-26T15:27:32.500Z'],
    ['2023-07-26T15:27:32.987654Z', '2023-07-26T15:27:32.987Z', '2023-07-26T15:27:32.987Z'],
    ['2023-07-26T17:27:32+02:00', '2023-07-26T15:27:32.000Z', '2023-07-26T15:27:32.999Z'],
  ])('%s covers %s to %s', (text, start, end) => {
    expect(span(text, 'from')).toEqual({
      value: { start: Date.parse(start), end: Date.parse(end) },
    });
  });

  it.each([
    '',
    'yesterday',
    '26.07.2023',
    '2023-13-01',
    '2023-07-26T25:00:00Z',
    1690385252,
    null,
    [],
  ])('refuses %j', (value) => {
    expect(span(value, 'from')).toMatchObject({ wrong: [{ location: 'from' }] });
  });

  it('covers the instant it was written from', () => {
    const read = span(toIso(at), 'to');
    expect('value' in read && read.value.start <= at && at <= read.value.end).toBe(true);
  });
});

it('writes dates as the vendor does', () => {
  expect(toIso(at)).toBe('2023-07-26T15:27:32Z');
});
