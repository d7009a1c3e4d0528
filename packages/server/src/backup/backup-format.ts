import type { BackupManifest } from '../core/ports/backup-seal.ts';

/*
 * A backup is the bytes of an SQLite database, a line of JSON that describes and authenticates them,
 * and a last line that says how long that one is. Tools of SQLite read the database in it as it is.
 */

export const FORMAT = 1;

/** The last line has one length, so that a reader finds the other from the end. */
const LAST = /^pintumbler-backup:(\d{10})\n$/;
export const LAST_BYTES = 'pintumbler-backup:'.length + 11;

export interface SealedManifest {
  readonly manifest: BackupManifest;
  readonly mac: string;
}

export function encodeTrailer({ manifest, mac }: SealedManifest): string {
  const line = `\n${JSON.stringify({ ...manifest, mac })}\n`;
  return `${line}pintumbler-backup:${String(Buffer.byteLength(line)).padStart(10, '0')}\n`;
}

/** How many bytes before the last line describe the backup; `null` where this is none, or is cut. */
export function readLastLine(text: string): number | null {
  const [, length] = LAST.exec(text) ?? [];
  return length === undefined ? null : Number(length);
}

/** `null` for what no version of this program wrote. */
export function decodeManifest(line: string): SealedManifest | null {
  const read = parse(line);
  const { pintumbler, format, schema, at, bytes, sha256, epoch, mac } = read;
  if (pintumbler !== 'backup' || typeof mac !== 'string') return null;
  const manifest: BackupManifest = {
    pintumbler,
    format: Number(format),
    schema: Number(schema),
    at: String(at),
    bytes: Number(bytes),
    sha256: String(sha256),
    epoch: toEpoch(epoch),
  };
  return { manifest, mac };
}

/** What the mark is over: every word of the manifest, in one order. */
export function markOf(manifest: BackupManifest): string {
  const { format, schema, at, bytes, sha256, epoch } = manifest;
  return JSON.stringify(['backup', format, schema, at, bytes, sha256, epoch]);
}

function toEpoch(value: unknown): BackupManifest['epoch'] {
  if (typeof value !== 'object' || value === null) return null;
  const { lineage, number } = value as Record<string, unknown>;
  return { lineage: String(lineage), number: Number(number) };
}

function parse(line: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
