import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from './quick-folder.ts';
import { removeData } from './test-engine.ts';

export interface TempDir {
  readonly path: string;
  /** Also removes the database that goes with it. */
  remove(): Promise<void>;
}

/** A data directory of its own for a test. */
export function makeTempDir(): TempDir {
  const path = mkdtempSync(join(quickFolder(), 'pintumbler-test-'));
  return { path, remove: () => removeData(path) };
}
