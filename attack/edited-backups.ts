import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustBeSo, mustHold } from './row.ts';
import type { Arena } from './target/arena.ts';
import type { Target } from './target/target.ts';

/** Edited files, whole ones with a digest that fits again among them. */
export async function editedBackups(arena: Arena, { dataDir, stop }: Target): Promise<void> {
  const file = join(dataDir, 'monday.backup');
  const made = await arena.run(dataDir, 'backup', '--to', file);
  mustBeSo(made.code === 0, `no backup: ${made.err}`);
  await stop();
  const dry = (path: string) => arena.run(dataDir, 'restore', path, '--dry-run');
  mustBeSo((await dry(file)).code === 0, 'a backup that is whole is refused');
  const whole = readFileSync(file);
  const flipped = Buffer.from(whole);
  const at = flipped.indexOf('"attemptsMax":5');
  mustBeSo(at > 0, 'there is no budget in the backup');
  flipped[at + '"attemptsMax":'.length] = '9'.charCodeAt(0);
  const edited: Readonly<Record<string, Buffer>> = {
    'another budget': flipped,
    'another budget and a digest that fits': withDigest(flipped),
    'its end cut off': whole.subarray(0, whole.length - 400),
    'a page cut out': Buffer.concat([whole.subarray(0, 4_096), whole.subarray(8_192)]),
    'another epoch': Buffer.from(
      whole.toString('latin1').replace(/"number":\d+/, '"number":9999999'),
      'latin1',
    ),
  };
  for (const [what, bytes] of Object.entries(edited)) {
    mustBeSo(!bytes.equals(whole), `a backup with ${what} is the same`);
    const path = join(dataDir, 'edited.backup');
    writeFileSync(path, bytes);
    const { code } = await dry(path);
    mustHold(code !== 0, `a backup with ${what} is restored`);
  }
}

/** The digest in the manifest made anew, as whoever has no key can. */
function withDigest(file: Buffer): Buffer {
  const start = file.lastIndexOf('\n{"pintumbler":"backup"');
  mustBeSo(start > 0, 'the manifest of the backup was not found');
  const sha256 = createHash('sha256').update(file.subarray(0, start)).digest('hex');
  const trailer = file.subarray(start).toString();
  const [, old = ''] = /"sha256":"([^"]*)"/.exec(trailer) ?? [];
  const fits =
    old.length === sha256.length
      ? sha256
      : createHash('sha256').update(file.subarray(0, start)).digest('base64url');
  return Buffer.concat([file.subarray(0, start), Buffer.from(trailer.replace(old, fits))]);
}
