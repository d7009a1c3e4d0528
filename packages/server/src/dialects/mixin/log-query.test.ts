import { describe, expect, it } from 'vitest';
import { readLogQuery } from './log-query.ts';

const read = (query: Readonly<Record<string, unknown>>) => readLogQuery({ query });
const at = Date.parse('2026-03-01T10:00:00Z');

it('asks for everything there is room for when nothing is said', () => {
  expect(read({})).toEqual({ category: '', limit: 100 });
});

it('takes what Go programs write for nothing as nothing', () => {
  const query = { category: '', limit: '', offset: '0001-01-01T00:00:00Z' };
  expect(read(query)).toEqual({ category: '', limit: 100 });
});

describe('limit', () => {
  it.each([
    ['1', 1],
    ['100', 100],
    ['500', 100],
  ])('%s is %i', (limit, expected) => {
    expect(read({ limit }).limit).toBe(expected);
  });

  it.each(['0', '-1', '1.5', 'ten', ' 1', '1e9999999999', ['1', '2']])('refuses %j', (limit) => {
    expect(() => read({ limit })).toThrow(expect.objectContaining({ field: 'limit' }));
  });
});

describe('offset', () => {
  it.each([
    ['2026-03-01T10:00:00Z', 0],
    ['2026-03-01t10:00:00z', 0],
    ['2026-03-01T10:00:00.5Z', 500],
    ['2026-03-01T11:30:00.289+01:30', 289],
    ['2026-03-01T10:00:00.289000000Z', 289],
  ])('%s', (offset, expectedMs) => {
    expect(read({ offset }).before).toBe(at + expectedMs);
  });

  it('keeps entries of the millisecond it lies in', () => {
    expect(read({ offset: '2026-03-01T10:00:00.999999999Z' }).before).toBe(at + 1000);
    expect(read({ offset: '2026-03-01T10:00:00.000000001Z' }).before).toBe(at + 1);
  });

  it.each([
    'yesterday',
    '2026-03-01',
    '2026-03-01T10:00:00',
    '2026-13-01T10:00:00Z',
    '2026-03-01 10:00:00Z',
    '1772359200',
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
  ])('refuses %j', (offset) => {
    expect(() => read({ offset })).toThrow(expect.objectContaining({ field: 'offset' }));
  });
});
