import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, ok, problem } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'data directory';
const SECRETS = ['pintumbler.db', 'pintumbler.db-wal', 'admin.key', 'demo.json'];

/** It holds keys and data: nobody else on the machine may look inside. */
export async function checkDataDir({ dataDir }: Pick<Scene, 'dataDir'>): Promise<Finding[]> {
  const mode = modeOf(dataDir);
  if (mode === null) return [ok(NAME, `${dataDir} is not there yet; the first start makes it`)];
  const open = SECRETS.map((name) => join(dataDir, name)).filter(isOpen);
  if (open.length > 0) {
    return [problem(NAME, `${open.join(', ')}: others can read it`, `chmod 600 ${open.join(' ')}`)];
  }
  if ((mode & 0o077) !== 0) {
    const looked = `${dataDir}, mode ${mode.toString(8)}: others can look inside`;
    return [problem(NAME, looked, `chmod 700 ${dataDir}`)];
  }
  return [ok(NAME, `${dataDir}, mode ${mode.toString(8)}`)];
}

function isOpen(path: string): boolean {
  return ((modeOf(path) ?? 0) & 0o077) !== 0;
}

function modeOf(path: string): number | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : found.mode & 0o777;
}
