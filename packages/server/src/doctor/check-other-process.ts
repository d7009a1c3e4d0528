import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInUse } from '../storage/engine/sqlite/look-at-sqlite.ts';
import { type Finding, ok, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'other process';

/** The embedded database belongs to one process, and to the engine that is configured. */
export async function checkOtherProcess({ dataDir, postgres }: Scene): Promise<Finding[]> {
  const inUse = isInUse(dataDir);
  if (postgres === null) {
    const looked = inUse ? 'has it open; another one would not start' : 'has it open';
    return [ok(NAME, `${inUse ? 'a server' : 'nobody'} ${looked}`)];
  }
  if (inUse) {
    const looked = `${dataDir}: a server runs on its embedded database`;
    return [warning(NAME, looked, 'It and this configuration have different data: stop it.')];
  }
  if (existsSync(join(dataDir, 'pintumbler.db'))) {
    const looked = `${dataDir}: an embedded database is there and not used`;
    const todo = 'Move it to PostgreSQL, or away: this configuration never looks at it.';
    return [warning(NAME, looked, todo)];
  }
  return [ok(NAME, `${dataDir}: no embedded database`)];
}
