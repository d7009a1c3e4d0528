import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inSteps } from './in-steps.ts';

const STEP_MS = 40;

interface Timed {
  readonly answer: string;
  readonly took: number;
}

async function timeOf(work: () => Promise<string>): Promise<Timed> {
  const startedAt = performance.now();
  const answer: string = await inSteps(STEP_MS, work).catch((error: Error) => error.message);
  return { answer, took: performance.now() - startedAt };
}

// A timer counts from the turn of the event loop it was set in: it may be a little early.
describe('an answer that comes in steps', () => {
  it.each([
    ['what its work came to', async (): Promise<string> => 'done', 'done'],
    ['a refusal', () => Promise.reject(new Error('refused')), 'refused'],
  ] as const)('waits for the first one when it is %s', async (_what, work, expected) => {
    const { answer, took } = await timeOf(work);
    expect(answer).toBe(expected);
    expect(took).toBeGreaterThan(STEP_MS / 2);
  });

  it('waits for the next one when the work was longer', async () => {
    const { answer, took } = await timeOf(() => sleep(STEP_MS * 1.2, 'done'));
    expect(answer).toBe('done');
    expect(took).toBeGreaterThan(STEP_MS * 1.5);
  });

  it('waits for nothing where there are no steps', async () => {
    let answer = '';
    void inSteps(undefined, async () => 'done').then((done) => {
      answer = done;
    });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(answer).toBe('done');
  });
});
