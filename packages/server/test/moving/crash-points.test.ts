import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_PROBE } from '../../src/core/usecases/check-keys.ts';
import { openKeyringFile } from '../../src/crypto/keyring-file.ts';
import { createLineChain } from '../../src/crypto/line-chain.ts';
import { importFile } from '../../src/moving/import-file.ts';
import type { Engine } from '../../src/storage/engine/engine.ts';
import { openRehearsal } from '../../src/storage/moving/rehearsal.ts';
import { openRowTarget } from '../../src/storage/moving/row-target.ts';
import { insertRow, plainRow } from '../support/moving/generated-rows.ts';
import {
  ENGINES,
  exportFrom,
  importInto,
  makePlace,
  openEngineOf,
  type Place,
  rowsOf,
  withEngine,
  writeAll,
} from '../support/moving/place.ts';
import { TEST_ROWS } from '../support/test-rows.ts';
import { startTestServer } from '../support/test-server.ts';

/** More than two batches. */
const PEOPLE = 1_200;

let from: Place;
let file: string;
const places: Place[] = [];

beforeAll(async () => {
  from = await makePlace('SQLite');
  places.push(from);
  const server = await startTestServer({ dataDir: from.dataDir });
  await server.close();
  const ids = Array.from({ length: PEOPLE }, (_, index) => `person-${index}`);
  const people = ids.map((id) => plainRow('subjects', { tenant: 'demo', id }));
  await withEngine(from, (engine) => writeAll(engine, people.map(insertRow)));
  file = from.file('many.jsonl');
  await exportFrom(from, file);
}, 60_000);
afterAll(() => Promise.all(places.map((each) => each.remove())));

type Moment = 'before' | 'after';

/** An engine whose process ends just before, or just after, a commit is on disk. */
function endingAt(engine: Engine, commit: number, moment: Moment): Engine {
  let made = 0;
  return {
    ...engine,
    async commit(operation) {
      if (made > commit || (made === commit && moment === 'before')) throw new Error('power cut');
      made += 1;
      const result = await engine.commit(operation);
      if (made > commit) throw new Error('power cut');
      return result;
    },
  };
}

/** Whether the import came to its end before the cut. */
async function importUntil(place: Place, commit: number, moment: Moment): Promise<boolean> {
  const engine = await openEngineOf(place);
  const common = { clock: { now: () => 1 }, keyProbe: KEY_PROBE, rows: TEST_ROWS };
  const ending = endingAt(engine, commit, moment);
  const target = await openRowTarget(ending, { ...common, mode: 'fill' });
  const rehearsal = await openRehearsal(engine.profile, common);
  const keyring = openKeyringFile(place.file('keyring.json'));
  const chain = () => createLineChain(keyring);
  const reading = { file, chain, schema: target.schema, openProbe: async () => {} };
  const silent = { onStart: () => {}, onNote: () => {}, onRows: () => {} };
  const options = { ...silent, mode: 'fill', dryRun: false, leaveOutRefused: false } as const;
  try {
    await importFile({ reading, target, rehearsal: rehearsal.target }, options);
    return true;
  } catch (error) {
    expect(String(error)).toContain('power cut');
    return false;
  } finally {
    await rehearsal.close();
    await engine.close();
  }
}

describe.each(ENGINES)('an import into %s that ends', (engine) => {
  it.each<Moment>(['before', 'after'])(
    '%s any of its commits goes on where it was',
    async (moment) => {
      const expected = await rowsOf(from);
      let commit = 0;
      for (; ; commit += 1) {
        const to = await makePlace(engine, from);
        places.push(to);
        const complete = await importUntil(to, commit, moment);
        const again = await importInto(to, file);
        // Rows written twice would be refused, rows forgotten would be missing.
        expect(again, `ended ${moment} commit ${commit}`).toMatchObject({ refused: 0, notes: [] });
        expect(await rowsOf(to), `ended ${moment} commit ${commit}`).toEqual(expected);
        if (complete) break;
      }
      expect(commit).toBeGreaterThan(4);
    },
    120_000,
  );
});
