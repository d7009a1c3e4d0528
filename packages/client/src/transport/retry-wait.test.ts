import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../connection-error.ts';
import { ProblemError } from '../problem-error.ts';
import { readRetryAfter } from './read-answer.ts';
import { retryWait } from './retry-wait.ts';

const problem = (code: string, status: number, retryAfterSeconds?: number) =>
  new ProblemError(
    { code, status, detail: '', requestId: '' },
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  );
const lost = new ConnectionError('unreachable', {});

describe('waiting before the next try', () => {
  it('doubles, is never alike for all, and stays below eight seconds', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((next) => retryWait(lost, next, () => 1));
    expect(longest).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
    expect(retryWait(lost, 3, () => 0)).toBe(500);
  });

  it('is never shorter than the server asked for', () => {
    expect(retryWait(problem('overloaded', 503, 4), 1, () => 0)).toBe(4000);
    expect(retryWait(problem('overloaded', 503, 4), 1, () => 1)).toBe(4250);
  });

  it.each([
    ['overloaded', 503],
    ['storage_unavailable', 503],
    ['idempotency_in_progress', 409],
    ['not_from_pintumbler', 429],
    ['not_from_pintumbler', 502],
    ['not_from_pintumbler', 504],
  ])('follows %s (%i)', (code, status) => {
    expect(retryWait(problem(code, status), 1)).not.toBeNull();
  });

  it.each([
    ['recovery_locked', 429],
    ['too_many_codes', 429],
    ['idempotency_conflict', 409],
    ['internal', 500],
    ['integrity', 500],
    ['unauthenticated', 401],
    ['not_from_pintumbler', 404],
    ['not_from_pintumbler', 200],
  ])('does not follow %s (%i), which another try does not mend', (code, status) => {
    expect(retryWait(problem(code, status, 1), 1)).toBeNull();
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  it.each([
    ['7', 7],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('reads %s', (text, seconds) => {
    expect(readRetryAfter(text, now)).toBe(seconds);
  });
});
