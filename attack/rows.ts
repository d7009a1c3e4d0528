import type { Row } from './row.ts';
import { parallelGuesses } from './rows/01-parallel-guesses.ts';
import { crossDoorGuesses } from './rows/02-cross-door-guesses.ts';
import { flowsAcrossALock } from './rows/03-flows-across-a-lock.ts';
import { identitySpellings } from './rows/04-identity-spellings.ts';
import { counterResets } from './rows/05-counter-resets.ts';
import { slowDrip } from './rows/06-slow-drip.ts';

/** Every attack, by its number. */
export const ROWS: readonly Row[] = [
  parallelGuesses,
  crossDoorGuesses,
  flowsAcrossALock,
  identitySpellings,
  counterResets,
  slowDrip,
];
