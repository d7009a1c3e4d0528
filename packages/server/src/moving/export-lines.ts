import type { LineChain } from '../core/ports/line-chain.ts';
import type { RowSource } from '../core/ports/row-mover.ts';
import {
  type End,
  encodeEnd,
  encodeHeader,
  encodeRow,
  type Header,
  withChain,
} from './export-format.ts';

export interface ExportParts {
  readonly source: Pick<RowSource, 'read'>;
  readonly chain: LineChain;
}

/**
 * The lines of an export, each with its end; as many at once as the source reads. Answers how many
 * rows there were. The next rows are read when they are asked for.
 */
export async function* exportLines(
  { source, chain }: ExportParts,
  header: Header,
  onRows: (count: number) => void,
): AsyncGenerator<string, End> {
  const chained = (text: string) => `${withChain(text, chain.next(text))}\n`;
  const tables: Record<string, number> = {};
  let count = 0;
  yield chained(encodeHeader(header));
  for await (const rows of source.read(header.tenants)) {
    for (const { table } of rows) tables[table] = (tables[table] ?? 0) + 1;
    count += rows.length;
    yield rows.map((row) => chained(encodeRow(row))).join('');
    onRows(count);
  }
  const end = { rows: count, tables };
  yield chained(encodeEnd(end));
  return end;
}
