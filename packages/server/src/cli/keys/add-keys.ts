import type { Command } from 'commander';
import { addAdd } from './add.ts';
import { addMakeWrappingKey } from './make-wrapping-key.ts';
import { addRecover } from './recover.ts';
import { addShow } from './show.ts';
import { addSplit } from './split.ts';

/** What is done to the keyring on the machine where it is; no server has to run for it. */
export function addKeys(keys: Command): void {
  addShow(keys);
  addAdd(keys);
  addSplit(keys);
  addRecover(keys);
  addMakeWrappingKey(keys);
}
