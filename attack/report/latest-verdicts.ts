import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from '../row.ts';
import type { Verdict } from '../run-row.ts';

const FILE = fileURLToPath(
  new URL('../../node_modules/.cache/attack-verdicts.json', import.meta.url),
);

type Kept = Pick<Verdict, 'build' | 'engine' | 'good' | 'said' | 'seconds'>;

const KINDS = (['sqlite', 'postgres'] as const).flatMap((engine) =>
  (['own', 'weakened'] as const).map((build) => ({ engine, build })),
);
/** As many as there have to be before a report says something of a row. */
export const VERDICTS_OF_A_ROW = KINDS.length;

const nameOf = (number: number, { engine, build }: Pick<Verdict, 'engine' | 'build'>) =>
  `${number} ${engine} ${build}`;

/** Keeps how a row ended in full, until it is run again: a report need not wait for one run of all. */
export function keepVerdict({ row, ...verdict }: Verdict): void {
  const kept = { ...readKept(), [nameOf(row.number, verdict)]: verdict };
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(kept, null, 1));
}

/** How each of these rows ended when it was last run, on each engine and build. */
export function latestVerdicts(rows: readonly Row[]): readonly Verdict[] {
  const kept = readKept();
  return rows.flatMap((row) =>
    KINDS.flatMap((kind) => {
      const found = kept[nameOf(row.number, kind)];
      return found === undefined ? [] : [{ ...found, row }];
    }),
  );
}

function readKept(): Readonly<Record<string, Kept>> {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Kept>;
  } catch {
    return {};
  }
}
