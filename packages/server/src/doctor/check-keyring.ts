import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import type { Keyring } from '../crypto/keyring.ts';
import type { KeyringSource } from '../crypto/keyring-source.ts';
import { chooseKeyringSource } from '../crypto/keyring-sources/choose-source.ts';
import { openExistingKeyring } from '../crypto/open-keyring.ts';
import { factsOf } from '../storage/look-inside.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'keyring';
const PUT_BACK =
  'Put back the keyring of this data: from its backup, from a node that runs, or from its shares ' +
  '(pintumbler keys recover).';

/** Whether it is there, for us alone, whole, and the one the data was written with. */
export async function checkKeyring(scene: Scene): Promise<Finding[]> {
  const source = chooseKeyringSource(scene.config);
  const path = source.describe;
  const facts = scene.look === null ? { readFact: async () => null } : factsOf(scene.look);
  const keyring = await openOrExplain(source);
  if (keyring === null) {
    const hasData = (await facts.readFact('key-probe')) !== null;
    return [hasData ? problem(NAME, `${path} is missing`, PUT_BACK) : missing(path, scene)];
  }
  if (typeof keyring === 'string') return [problem(NAME, path, keyring)];
  const belongs = await areKeysOf(facts, createAesSealer(keyring));
  if (belongs === false) return [problem(NAME, `${path} does not belong to the data`, PUT_BACK)];
  return [ok(NAME, `${path}${belongs ? ', belongs to the data' : ', no data yet'}`)];
}

/** Nodes that each made one would not have the same. */
function missing(path: string, { postgres }: Scene): Finding {
  const looked = `${path} is not there yet; the first start makes it`;
  if (postgres === null) return ok(NAME, looked);
  return warning(NAME, looked, 'Start one node, then copy its keyring to the others.');
}

/** The words of the keyring itself say what to do. */
async function openOrExplain(source: KeyringSource): Promise<Keyring | string | null> {
  try {
    return await openExistingKeyring(source);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
