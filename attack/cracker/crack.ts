import { bareHashes } from './bare-hashes.ts';
import { guessPins } from './guess-pins.ts';
import { likelyPins } from './likely-pins.ts';
import { gatherLoot } from './loot.ts';
import { possibleKeys } from './possible-keys.ts';
import { type FoundPin, tryDigests } from './quick-digests.ts';
import { openSeals } from './sealed-hashes.ts';

export interface CrackReport {
  readonly rows: number;
  /** Things in the loot that were tried as keys. */
  readonly keysTried: number;
  /** Sealed hashes that were found, each of which all keys were tried on. */
  readonly sealed: number;
  /** Hashes that could be tried against: they lay open, or one of the keys opened them. */
  readonly hashes: number;
  readonly pins: readonly FoundPin[];
}

/**
 * What a thief gets out of stolen files, offline: PINs of four digits that lie there, that a digest
 * gives away, or whose hash can be guessed at. Knows the server's formats and has its source.
 */
export async function crack(
  paths: readonly string[],
  say: (line: string) => void = () => undefined,
): Promise<CrackReport> {
  const loot = gatherLoot(paths);
  const likely = likelyPins();
  const digested = tryDigests(loot, likely);
  const keys = possibleKeys(loot);
  say(`${paths.length} files, ${loot.rows.length} rows, ${keys.length} possible keys`);
  const { sealed, opened } = await openSeals(loot, keys);
  const hashes = [...bareHashes(loot), ...opened];
  // A backup has the same hash as the database it was made of.
  const once = [...new Map(hashes.map((each) => [each.phc, each])).values()];
  say(`${once.length} hashes to guess at`);
  const guessed = await guessPins(
    once.map(({ phc }) => phc),
    likely,
    everySecond((done) => say(`${done} of ${once.length} hashes done`)),
  );
  const pins = once.flatMap(({ tenant, subject }, index) => {
    const pin = guessed[index];
    return pin == null ? [] : [{ tenant, subject, pin }];
  });
  const { rows } = loot;
  const all = [...digested, ...pins];
  return { rows: rows.length, keysTried: keys.length, sealed, hashes: once.length, pins: all };
}

function everySecond(tell: (done: number) => void): (done: number) => void {
  let last = Date.now();
  return (done) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    tell(done);
  };
}
