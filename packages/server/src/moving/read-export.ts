import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { LineChain } from '../core/ports/line-chain.ts';
import type { PlacedRow } from '../core/ports/row-mover.ts';
import {
  decodeHeader,
  decodeLine,
  type End,
  FORMAT,
  type Header,
  takeChain,
} from './export-format.ts';
import { splitLines } from './split-lines.ts';

/** What a reader of an export has to know about where it goes. */
export interface Reading {
  readonly file: string;
  /** A new chain: each reading begins at the first line. */
  readonly chain: () => LineChain;
  readonly schema: number;
  /** Rejects when these keys did not seal the probe. */
  readonly openProbe: (sealed: Uint8Array) => Promise<void>;
}

export interface OpenedExport {
  readonly header: Header;
  /** Digest of the header: no two exports have the same. */
  readonly id: string;
  /** Ends with the line that ends the export; throws, naming the line, for anything out of place. */
  readonly rows: AsyncIterable<PlacedRow>;
}

/** Rows are looked at in batches of this size; a batch is one transaction. */
const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 1024 * 1024;

/** Opens an export made by this version under these keys. Throws, naming the line, for another. */
export async function openExport(reading: Reading): Promise<OpenedExport> {
  const { file } = reading;
  const lines = linesOf(file);
  const first = await lines.next();
  const header = first.done ? undefined : decodeHeader(first.value);
  if (first.done || header === undefined) {
    throw damaged(file, 1, 'this is no export of Pintumbler. Give the file pintumbler export made');
  }
  await checkHeader(header, reading);
  const chain = reading.chain();
  const id = linked(file, 1, first.value, chain).digest;
  return { header, id, rows: rowsOf(file, lines, chain) };
}

/** Rows together, as many as one transaction should take. */
export async function* inBatches(
  rows: AsyncIterable<PlacedRow>,
): AsyncGenerator<readonly PlacedRow[]> {
  let batch: PlacedRow[] = [];
  let size = 0;
  for await (const row of rows) {
    batch.push(row);
    size += sizeOf(row);
    if (batch.length < BATCH_ROWS && size < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

async function checkHeader(header: Header, { file, schema, openProbe }: Reading): Promise<void> {
  if (header.format !== FORMAT) {
    const versions = `it has format ${header.format}, this program reads ${FORMAT}`;
    throw damaged(
      file,
      1,
      `${versions}. Import it with the version of Pintumbler that exported it`,
    );
  }
  if (header.schema !== schema) {
    const versions = `its rows have schema ${header.schema}, this program has ${schema}`;
    throw damaged(file, 1, `${versions}. Export and import with the same version of Pintumbler`);
  }
  await openProbe(header.keyProbe).catch((cause: unknown) => {
    const advice = 'Give the keyring of the server it comes from, with --keyring';
    throw damaged(file, 1, `it was exported under another keyring. ${advice}`, cause);
  });
}

async function* rowsOf(
  file: string,
  lines: AsyncGenerator<string>,
  chain: LineChain,
): AsyncGenerator<PlacedRow> {
  let line = 1;
  let ended = false;
  const tables: Record<string, number> = {};
  for await (const text of lines) {
    line += 1;
    if (ended) throw damaged(file, line, 'there is something after the end. Export again');
    const read = decodeLine(linked(file, line, text, chain).text);
    if (read === undefined) throw damaged(file, line, 'this is no row. Export again');
    if ('end' in read) {
      checkCounts(file, line, read.end, tables);
      ended = true;
      continue;
    }
    tables[read.table] = (tables[read.table] ?? 0) + 1;
    yield { ...read, line };
  }
  if (!ended)
    throw damaged(file, line, 'the file is cut off after this line. Copy or export it again');
}

function checkCounts(
  file: string,
  line: number,
  end: End,
  tables: Readonly<Record<string, number>>,
): void {
  const names = new Set([...Object.keys(tables), ...Object.keys(end.tables)]);
  const wrong = [...names].find((name) => tables[name] !== end.tables[name]);
  if (wrong === undefined) return;
  throw damaged(file, line, `the number of rows of ${wrong} is not that of the end. Export again`);
}

/** The line without its digest, which has to be the next one of the chain. */
function linked(file: string, line: number, text: string, chain: LineChain) {
  const taken = takeChain(text);
  // Compared as it is: whoever can try out digests here can start an import, and has the keys.
  if (taken !== undefined && chain.next(taken.text) === taken.digest) return taken;
  throw damaged(
    file,
    line,
    'this line was altered, or lines before it were moved, added or left out. Export again',
  );
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const plain = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  bytes.on('error', (error) => plain.destroy(error));
  let line = 0;
  try {
    for await (const text of splitLines(plain)) {
      line += 1;
      yield text;
    }
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return;
    if (code === 'ENOENT') throw new Error(`There is no file ${file}.`, { cause });
    throw damaged(file, line + 1, `it cannot be read (${message}). Copy or export it again`, cause);
  } finally {
    bytes.destroy();
  }
}

function sizeOf({ columns }: PlacedRow): number {
  return Object.values(columns).reduce<number>(
    (size, value) => size + (typeof value === 'number' || value === null ? 8 : value.length),
    0,
  );
}

function damaged(file: string, line: number, problem: string, cause?: unknown): Error {
  return new Error(`${file}, line ${line}: ${problem}.`, { cause });
}
