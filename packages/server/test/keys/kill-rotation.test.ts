import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { databaseUrlOf, openTestEngine } from '../support/test-engine.ts';
import { killRotations } from './kill-rotations.ts';

let dir: TempDir;

beforeEach(() => {
  dir = makeTempDir();
});
afterEach(() => dir.remove());

async function drill(kills: number, mistake?: 'forgets') {
  return killRotations({
    ...{ dataDir: dir.path, databaseUrl: await databaseUrlOf(dir.path), kills },
    openEngine: () => openTestEngine(dir.path),
    ...(mistake && { mistake }),
  });
}

// All hundred are part of `npm run faults`.
it('kill -9 in a rotation loses nobody, and the next process finishes it', async () => {
  const report = await drill(12);
  expect(report).toMatchObject({ kills: 12, lost: 0, leftOver: 0 });
  expect(report.rotations).toBeGreaterThan(0);
}, 300_000);

it('a process that seals with a root before it is durable is found out', async () => {
  expect((await drill(12, 'forgets')).lost).toBeGreaterThan(0);
}, 300_000);
