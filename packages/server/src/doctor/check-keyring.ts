import { areKeysOf } from '../core/usecases/check-keys.ts';
import { createAesSealer } from '../crypto/aes-sealer.ts';
import { factsOf } from '../storage/look-inside.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'keyring';
const PUT_BACK =
  'Put back the keyring of this data: from its backup, from a node that runs, or from its shares ' +
  '(pintumbler keys recover).';

/** Whether it is there, for us alone, whole, and the one the data was written with. */
export async function checkKeyring(scene: Scene): Promise<Finding[]> {
  const { place: path, keyring, failure } = scene.found;
  if (failure !== null) return [problem(NAME, path, failure)];
  const facts = scene.look === null ? { readFact: async () => null } : factsOf(scene.look);
  if (keyring === null) {
    const hasData = (await facts.readFact('key-probe')) !== null;
    return [hasData ? problem(NAME, `${path} is missing`, PUT_BACK) : missing(path, scene)];
  }
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
