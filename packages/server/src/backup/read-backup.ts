import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { BackupManifest, BackupSeal } from '../core/ports/backup-seal.ts';
import { decodeManifest, FORMAT, LAST_BYTES, markOf, readLastLine } from './backup-format.ts';

/** No manifest is longer; a file that says otherwise is none of ours. */
const MANIFEST_MAX = 64 * 1024;

/**
 * Reads what a backup says of itself, and all of it to see that it is whole and was written with
 * these keys. Throws, saying which of that it is not.
 */
export async function checkBackup(file: string, seal: BackupSeal): Promise<BackupManifest> {
  const { manifest, mac } = await readManifest(file);
  if (manifest.format !== FORMAT) {
    throw new Error(
      `${file} has format ${manifest.format}; this version reads ${FORMAT}. Use the version of ` +
        'Pintumbler that wrote it, or a newer one.',
    );
  }
  const found = await seal.sha256(databaseIn(file, manifest));
  if (found !== manifest.sha256) {
    throw new Error(`${file} is damaged: it does not hold what was written. Take another backup.`);
  }
  if (!seal.isMac(markOf(manifest), mac)) {
    throw new Error(
      `${file} was written with another keyring, or is not what the server wrote. Name the keyring ` +
        'of its data with --keyring.',
    );
  }
  return manifest;
}

/** Writes the database in a backup into a new file. */
export async function extractDatabase(
  file: string,
  manifest: BackupManifest,
  target: string,
): Promise<void> {
  const to = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(databaseIn(file, manifest), to);
}

function databaseIn(file: string, { bytes }: BackupManifest): ReadStream {
  return createReadStream(file, { end: bytes - 1 });
}

async function readManifest(file: string) {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read: ${String(cause)}`, { cause });
  });
  try {
    const { size } = await handle.stat();
    const length = readLastLine(await readAt(handle, size - LAST_BYTES, LAST_BYTES));
    const from = size - LAST_BYTES - (length ?? 0);
    const isPlausible = length !== null && length <= MANIFEST_MAX && from > 0;
    const sealed = isPlausible ? decodeManifest(await readAt(handle, from, length)) : null;
    // Bytes between the two would be nobody's.
    if (sealed !== null && sealed.manifest.bytes === from) return sealed;
  } finally {
    await handle.close();
  }
  throw new Error(`${file} is no backup of Pintumbler, or its end is missing. Take another one.`);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<string> {
  if (position < 0) return '';
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead).toString();
}
