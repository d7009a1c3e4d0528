import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { createRowCrypto } from '../crypto/row-crypto.ts';
import { factsOf, readSchemaOf } from '../storage/look-inside.ts';
import { latestOf } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations/migrations.ts';
import { type DamageFound, findDamage } from '../storage/rows/find-damage.ts';
import { type Finding, ok, problem } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'rows';
/** Somebody waits for the answer, and there may be millions. */
const TIME_MS = 30_000;

/** Whether what decides about guesses is as the server wrote it. Other checks say why it cannot be told. */
export async function checkRows({ found: { keyring }, look }: Scene): Promise<Finding[]> {
  if (look === null || keyring === null) return [];
  const schema = await readSchemaOf(look);
  const facts = factsOf(look);
  // Before the first start after an upgrade there is nothing to hold rows to.
  if (schema?.version !== latestOf(MIGRATIONS)) return [];
  if ((await facts.readFact('rows-authenticated')) === null) return [];
  if (!(await areKeysOf(facts, createAesSealer(keyring)))) return [];
  const until = performance.now() + TIME_MS;
  const hasTime = () => performance.now() < until;
  return [judgeRows(await findDamage(look, createRowCrypto(keyring), hasTime))];
}

export function judgeRows({ rows, damaged, stopped }: DamageFound): Finding {
  const far = stopped ? `the first ${rows} rows` : `${rows} rows`;
  if (damaged.length === 0) return ok(NAME, `${far} are as they were written`);
  const todo = 'Somebody wrote into the database. See "Damaged rows" in the guide on recovery.';
  return problem(NAME, `of ${far}, not as written: ${damaged.join('; ')}`, todo);
}
