import type { Engine } from '../engine/engine.ts';
import { selectImportMark, toImportMark } from './import-mark.ts';

/**
 * Throws while rows are still to come: whoever is not there yet would count as somebody without a
 * PIN, and anybody could set one for them.
 */
export async function refuseUnfinishedImport(engine: Pick<Engine, 'query'>): Promise<void> {
  const [row] = await engine.query(selectImportMark());
  if (toImportMark(row)?.state !== 'running') return;
  throw new Error(
    'An import into this database was begun and not finished. Run pintumbler import again with ' +
      'the same file: it goes on where it stopped.',
  );
}
