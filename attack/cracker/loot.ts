import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';

export type LootValue = string | number | Uint8Array;

/** A row as a thief reads it: names and values. */
export interface LootRow {
  readonly table: string;
  readonly values: ReadonlyMap<string, LootValue>;
}

/** What was stolen, read as far as its form goes. */
export interface Loot {
  readonly rows: readonly LootRow[];
  /** The bytes of every file, whatever it is. */
  readonly files: readonly Buffer[];
}

const SQLITE_MAGIC = 'SQLite format 3\0';
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/**
 * Reads stolen files: databases of SQLite with the log beside them, exports, and anything else as
 * bytes. Writes to none of them.
 */
export function gatherLoot(paths: readonly string[]): Loot {
  const files = new Map(paths.map((path) => [path, unpacked(readFileSync(path))]));
  const rows = [...files].flatMap(([path, bytes]) => {
    if (bytes.subarray(0, SQLITE_MAGIC.length).toString('latin1') === SQLITE_MAGIC) {
      return readDatabase(bytes, files.get(`${path}-wal`));
    }
    return isExport(bytes) ? readExport(bytes) : [];
  });
  return { rows, files: [...files.values()] };
}

function unpacked(bytes: Buffer): Buffer {
  return bytes.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC) ? gunzipSync(bytes) : bytes;
}

function readDatabase(bytes: Buffer, log: Buffer | undefined): LootRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'pintumbler-loot-'));
  try {
    const path = join(folder, 'stolen.db');
    writeFileSync(path, bytes, { mode: 0o600 });
    if (log !== undefined) writeFileSync(`${path}-wal`, log, { mode: 0o600 });
    const database = new DatabaseSync(path);
    try {
      return readTables(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTables(database: DatabaseSync): LootRow[] {
  const named = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return named.flatMap(({ name }) => {
    const select = database.prepare(`SELECT * FROM "${String(name)}"`);
    select.setReadBigInts(true);
    return select.all().map((row) => toLootRow(String(name), Object.entries(row)));
  });
}

function isExport(bytes: Buffer): boolean {
  return bytes.subarray(0, 64).toString().startsWith('{"pintumbler":"export"');
}

interface ExportLine {
  readonly table?: string;
  readonly row?: Readonly<Record<string, unknown>>;
}

function readExport(bytes: Buffer): LootRow[] {
  return bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ExportLine)
    .flatMap(({ table, row }) => (table && row ? [toLootRow(table, Object.entries(row))] : []));
}

function toLootRow(table: string, entries: readonly (readonly [string, unknown])[]): LootRow {
  const values = new Map<string, LootValue>();
  for (const [name, value] of entries) {
    const readable = toValue(value);
    if (readable !== undefined) values.set(name, readable);
  }
  return { table, values };
}

function toValue(value: unknown): LootValue | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return value;
  const { base64 } = (value ?? {}) as { readonly base64?: string };
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}
