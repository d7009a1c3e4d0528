import { expect, it } from 'vitest';
import { SPANS, spanAt } from './spans.ts';

it('asks for whole steps, the one under way last', () => {
  const now = Date.parse('2026-03-01T10:17:30Z');
  expect(spanAt(SPANS[1], now)).toEqual({
    from: '2026-02-28T11:00:00.000Z',
    to: '2026-03-01T11:00:00.000Z',
    step: 3600,
  });
});

it('never asks for more steps than the API answers', () => {
  for (const { steps } of SPANS) expect(steps).toBeLessThanOrEqual(400);
});
