import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

it('tells once a second, and nothing of what is done within one', () => {
  let now = 0;
  const told: string[] = [];
  const progress = createProgress(
    (text) => told.push(text),
    () => now,
  );
  for (const at of [0, 400, 999, 1_000, 1_500, 2_100]) {
    now = at;
    progress('exported', at * 10);
  }
  expect(told).toEqual(['10,000 rows exported ...\n', '21,000 rows exported ...\n']);
});
