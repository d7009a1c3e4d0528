import { readFileSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeptEpoch } from '../core/model/epoch.ts';
import type { EpochCrypto, EpochFile } from '../core/ports/epoch.ts';

const FORMAT = 1;

/** The file of one server. It holds no secret, and only the keyring can write one that counts. */
export function openEpochFile(path: string, crypto: EpochCrypto): EpochFile {
  return {
    path,
    read() {
      const text = readText(path);
      return text === null ? null : parse(path, text, crypto);
    },
    async write(kept) {
      const body = { format: FORMAT, ...kept };
      const mac = crypto.mac(markOf(kept));
      try {
        await replaceFile(path, `${JSON.stringify({ ...body, mac })}\n`);
      } catch (cause) {
        throw new Error(
          `${path} cannot be written, and without it nobody would notice an old copy of the ` +
            'database. Name a file this server may replace with PINTUMBLER_EPOCH_FILE.',
          { cause },
        );
      }
    },
  };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(path: string, text: string, crypto: EpochCrypto): KeptEpoch {
  const kept = decode(text);
  if (kept !== undefined && crypto.isMac(markOf(kept), kept.mac)) {
    const { mac: _mac, ...content } = kept;
    return content;
  }
  throw new Error(
    `${path} is damaged, or was written with another keyring. If the database is the newest there ` +
      'is, remove the file and run pintumbler restore --adopt --newest; if it is a copy, without --newest.',
  );
}

function decode(text: string): (KeptEpoch & { readonly mac: string }) | undefined {
  try {
    const read = JSON.parse(text) as Record<string, unknown>;
    const { format, lineage, number, lost, sealed, shredded, mac } = read;
    const isWhole =
      format === FORMAT &&
      typeof lineage === 'string' &&
      Number.isSafeInteger(number) &&
      typeof lost === 'boolean' &&
      typeof mac === 'string';
    if (!isWhole) return undefined;
    return {
      ...{ lineage, number: Number(number), lost, mac },
      ...(sealed === true && { sealed }),
      ...(Array.isArray(shredded) && { shredded: shredded.map(String) }),
    };
  } catch {
    return undefined;
  }
}

/** A file from before says nothing of rows and tenants, and has the mark of then. */
function markOf({ lineage, number, lost, sealed, shredded }: KeptEpoch): string {
  const said = { ...(sealed && { sealed }), ...(shredded && { shredded }) };
  const more = Object.keys(said).length === 0 ? [] : [said];
  return JSON.stringify(['epoch-file', FORMAT, lineage, number, lost, ...more]);
}

/** Off the thread that answers people: a disk may take its time. */
async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, content, { mode: 0o600, flush: true });
  await rename(temporary, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
