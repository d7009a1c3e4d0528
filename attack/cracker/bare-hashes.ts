import type { Loot, LootRow } from './loot.ts';
import type { FoundHash } from './sealed-hashes.ts';

/** The form hashes of PINs have when nobody seals them. */
const PHC = /\$argon2(?:id|i|d)\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+/g;

/** Hashes that lie open: in a value of a row, or anywhere in the bytes of a file. */
export function bareHashes({ rows, files }: Loot): readonly FoundHash[] {
  const owned = rows.flatMap((row) =>
    [...row.values.values()].flatMap((value) => hashesIn(textOf(value), row)),
  );
  // Everything before the tag: in a file the next value may follow a tag without a gap.
  const start = (phc: string) => phc.slice(0, phc.lastIndexOf('$'));
  const known = new Set(owned.map(({ phc }) => start(phc)));
  const stray = files
    .flatMap((file) => [...file.toString('latin1').matchAll(PHC)].map(([phc]) => phc))
    .filter((phc) => !known.has(start(phc)));
  return [...owned, ...stray.map((phc) => ({ tenant: '', subject: '', purpose: '', phc }))];
}

function hashesIn(text: string, { values }: LootRow): FoundHash[] {
  const name = (column: string) => String(values.get(column) ?? '');
  const whose = { tenant: name('tenant'), subject: name('subject'), purpose: name('purpose') };
  return [...text.matchAll(PHC)].map(([phc]) => ({ ...whose, phc }));
}

function textOf(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
}
