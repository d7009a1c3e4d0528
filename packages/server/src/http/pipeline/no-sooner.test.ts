import { describe, expect, it } from 'vitest';
import { noSooner } from './no-sooner.ts';

const HELD_MS = 40;

describe('an answer that is held back', () => {
  it.each([
    ['what its work came to', async () => 'done', 'done'],
    ['a refusal', () => Promise.reject(new Error('refused')), 'refused'],
  ] as const)('comes no sooner when it is %s', async (_what, work, expected) => {
    const startedAt = performance.now();
    const answer = await noSooner<string>(HELD_MS, work).catch(({ message }) => message);
    expect(answer).toBe(expected);
    // A timer counts from the turn of the event loop it was set in.
    expect(performance.now() - startedAt).toBeGreaterThan(HELD_MS / 2);
  });

  it('waits for nothing where no time is given', async () => {
    let answer = '';
    void noSooner(undefined, async () => 'done').then((done) => {
      answer = done;
    });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(answer).toBe('done');
  });
});
