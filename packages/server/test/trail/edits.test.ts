import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrailVerdict } from '../../src/core/model/trail-verdict.ts';
import { verifyTrail } from '../../src/core/usecases/verify-trail.ts';
import { openTestCore, type TestCore } from '../support/test-core.ts';
import { TEST_ENGINE } from '../support/test-engine.ts';
import { applyEdit, type Edit, randomEdit } from '../support/trail/edits.ts';
import { readRows, restoreRows, type StoredTrail } from '../support/trail/stored-trail.ts';
import { writeTrail } from '../support/trail/write-trail.ts';

const EDITS = TEST_ENGINE === 'sqlite' ? 1_000 : 60;

let test: TestCore;
let stored: StoredTrail;

function verify(): Promise<TrailVerdict> {
  return verifyTrail(test.ports, test.call.tenant.id);
}

beforeAll(async () => {
  test = await openTestCore();
  await writeTrail(test);
  stored = await readRows(test.engine);
}, 60_000);

afterAll(() => test.close());

/** Whether the finding names an entry the edit was about. */
function isRight({ first }: TrailVerdict, { about }: Edit): boolean {
  if (first === null) return false;
  return about.some(
    ({ seq, lane, number }) =>
      first.seq === seq || (first.lane === lane && first.number === number),
  );
}

describe('a trail somebody edited in the database', () => {
  it('is intact before', async () => {
    const verdict = await verify();
    expect(verdict).toMatchObject({ outcome: 'intact', unchained: 0, first: null });
    expect(verdict.entries).toBe(stored.audit.length);
    expect(new Set(stored.audit.map(({ lane }) => lane)).size).toBeGreaterThan(1);
  });

  it(`is found out at the right entry, in each of ${EDITS} random edits`, async () => {
    const missed: unknown[] = [];
    for (let nth = 0; nth < EDITS; nth += 1) {
      const edit = randomEdit(stored.audit, nth);
      await applyEdit(test.engine, edit);
      const verdict = await verify();
      if (verdict.outcome !== 'broken' || !isRight(verdict, edit)) missed.push([edit, verdict]);
      await restoreRows(test.engine, stored);
    }
    expect(missed.slice(0, 3)).toEqual([]);
    expect((await verify()).outcome).toBe('intact');
  }, 120_000);
});
