import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeData } from './test-engine.ts';

export interface TempDir {
  readonly path: string;
  /** Also removes the database that goes with it. */
  remove(): Promise<void>;
}

/** A data directory of its own for a test. */
export function makeTempDir(): TempDir {
  const path = mkdtempSync(join(tmpdir(), 'pintumbler-test-'));
  return { path, remove: () => removeData(path) };
}
