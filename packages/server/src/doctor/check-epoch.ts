import { epochPathOf } from '../config/epoch-path.ts';
import { type EpochVerdict, judgeEpoch } from '../core/model/epoch.ts';
import { createEpochCrypto } from '../crypto/epoch-crypto.ts';
import { openEpochFile } from '../crypto/epoch-file.ts';
import { readEpochOf } from '../storage/stored-epoch.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'epoch';
const RESTORE =
  'Put the newest database back, or run pintumbler restore: docs/guides/backup.md says which.';

/** Whether the database is as new as this server has seen it. */
export async function checkEpoch({
  config,
  dataDir,
  found,
  look,
  postgres,
}: Scene): Promise<Finding[]> {
  // Without data or keys there is nothing to compare; others say so.
  const { keyring } = found;
  if (look === null || keyring === null || !(await look.hasTable('facts'))) return [];
  const crypto = createEpochCrypto(keyring);
  const path = epochPathOf({ ...config, dataDir });
  const verdict = judgeEpoch(
    await readEpochOf(look, crypto).read(),
    openEpochFile(path, crypto).read(),
  );
  return [findingFor(verdict, path, postgres === null)];
}

function findingFor(verdict: EpochVerdict, path: string, exclusive: boolean): Finding {
  switch (verdict) {
    case 'begins':
      return ok(NAME, `${path} is not there yet; the next start makes it`);
    case 'current':
      return ok(NAME, `${path}, the database is as new as it says`);
    case 'file_missing':
      if (!exclusive) {
        const looked = `${path} is not there: this node takes the database as it is`;
        return warning(NAME, looked, 'Give it a file on a disk that outlives the process.');
      }
      return problem(NAME, `${path} is missing`, RESTORE);
    case 'old_copy':
      return problem(NAME, `the database is older than ${path} says`, RESTORE);
    case 'other_lineage':
      return problem(NAME, `${path} is about another database`, RESTORE);
  }
}
