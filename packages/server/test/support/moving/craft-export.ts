import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MovedRow, RowSource } from '../../../src/core/ports/row-mover.ts';
import { createFileSource } from '../../../src/crypto/keyring-sources/file-source.ts';
import { createLineChain } from '../../../src/crypto/line-chain.ts';
import { openKeyring } from '../../../src/crypto/open-keyring.ts';
import { FORMAT, type Header } from '../../../src/moving/export-format.ts';
import { exportLines } from '../../../src/moving/export-lines.ts';
import type { Place } from './place.ts';

/** The lines of a file, without their ends. */
export function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

export function writeLines(file: string, lines: readonly string[]): void {
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
}

/** An export whose chain is right, of rows that no database would hold. */
export async function craftExport(
  place: Place,
  rows: readonly MovedRow[],
  header: Partial<Header> & Pick<Header, 'keyProbe' | 'schema'>,
): Promise<string> {
  const rowSource: Pick<RowSource, 'read'> = {
    async *read() {
      yield rows;
    },
  };
  const source = createFileSource(place.file('keyring.json'));
  const chain = createLineChain(await openKeyring(source, true));
  const whole: Header = {
    ...{ pintumbler: 'export', format: FORMAT, at: '2046-01-01T00:00:00.000Z', id: 'crafted' },
    tenants: [],
    ...header,
  };
  const file = join(place.dataDir, `crafted-${crypto.randomUUID()}.jsonl`);
  const text: string[] = [];
  for await (const lines of exportLines({ source: rowSource, chain }, whole, () => {}))
    text.push(lines);
  writeFileSync(file, text.join(''));
  return file;
}
