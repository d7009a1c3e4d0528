import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Blocklist,
  COMMON_FOUR_COUNT,
  COMMON_SIX_COUNT,
  createBlocklist,
} from '../core/model/blocklist.ts';

/** `src/config/` and `dist/config/` both lie two levels below the package root. */
const DATA_FOLDER = new URL('../../data/', import.meta.url);

interface ListFile {
  readonly name: string;
  readonly header: string;
  readonly row: RegExp;
  readonly rowsMin: number;
}

const FOUR: ListFile = {
  name: 'common-pins-4.csv',
  header: 'pin,share',
  row: /^([0-9]{4}),(0\.[0-9]+)$/,
  rowsMin: COMMON_FOUR_COUNT,
};

const SIX: ListFile = {
  name: 'common-pins-6.csv',
  header: 'pin,rank',
  row: /^([0-9]{6}),([1-9][0-9]*)$/,
  rowsMin: COMMON_SIX_COUNT,
};

/**
 * Reads the popular PINs shipped with the package. Throws when a file is missing, damaged or too
 * short: a server that starts without them would quietly accept `1234`'s neighbours.
 */
export function loadBlocklist(folder: URL = DATA_FOLDER): Blocklist {
  const four = readRows(folder, FOUR);
  return createBlocklist({
    four: four.map(([pin]) => pin),
    fourShares: four.map(([, share]) => Number(share)),
    six: readRows(folder, SIX).map(([pin]) => pin),
  });
}

/** Each row's PIN and what stands beside it. */
function readRows(folder: URL, file: ListFile): readonly (readonly [string, string])[] {
  const path = fileURLToPath(new URL(file.name, folder));
  const [header, ...rows] = readText(path).trimEnd().split(/\r?\n/);
  if (header !== file.header) throw damaged(path, `line 1 must be "${file.header}"`);
  const read = rows.map((row, index) => {
    const [, pin, beside] = file.row.exec(row) ?? [];
    if (pin === undefined || beside === undefined) {
      throw damaged(path, `line ${index + 2} is not "${file.header}"`);
    }
    return [pin, beside] as const;
  });
  if (new Set(read.map(([pin]) => pin)).size !== read.length) {
    throw damaged(path, 'a PIN is listed twice');
  }
  if (read.length < file.rowsMin) throw damaged(path, `it needs ${file.rowsMin} PINs or more`);
  return read;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(
      `Cannot read the popular PINs in ${path}. The file is part of the server package: ` +
        'reinstall the package, or restore its data folder next to src or dist.',
      { cause },
    );
  }
}

function damaged(path: string, problem: string): Error {
  return new Error(
    `The popular PINs in ${path} are damaged: ${problem}. ` +
      'Restore the file as shipped with the server package.',
  );
}
