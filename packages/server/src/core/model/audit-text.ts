import type { TrailEntry } from './trail.ts';

/** An entry as the API, an export and the command line say it. */
export function entryBody({ seq, entry, link }: TrailEntry) {
  const { at, tenant, action, outcome, subject, purpose } = entry;
  const { actor, dialect, source, requestId, reason } = entry;
  return {
    seq,
    at: new Date(at).toISOString(),
    ...{ tenant, action, outcome, subject, purpose, actor, dialect, source, requestId, reason },
    chain: link === null ? null : { lane: link.lane, number: link.number },
  };
}

export type AuditFormat = 'jsonl' | 'csv';

/** An export, piece by piece. */
export async function* auditText(
  entries: AsyncIterable<readonly TrailEntry[]>,
  format: AuditFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(CSV_COLUMNS);
  const toLine = format === 'csv' ? toCsv : toJsonLine;
  for await (const some of entries) yield some.map(toLine).join('');
}

function toJsonLine(entry: TrailEntry): string {
  return `${JSON.stringify(entryBody(entry))}\n`;
}

const CSV_COLUMNS = [
  ...(['seq', 'at', 'tenant', 'action', 'outcome', 'subject', 'purpose', 'actor'] as const),
  ...(['dialect', 'source', 'requestId', 'reason', 'lane', 'number'] as const),
];

function toCsv(stored: TrailEntry): string {
  const { chain, ...rest } = entryBody(stored);
  const values = { ...rest, lane: chain?.lane ?? null, number: chain?.number ?? null };
  return csvLine(CSV_COLUMNS.map((column) => values[column]));
}

/** RFC 4180: every cell in quotes, lines end with CR LF. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/**
 * What spreadsheets take for the beginning of a formula, behind blanks too, and in the full width of
 * East Asian keyboards. Ids and reasons are other people's words: none may run when a table is opened.
 */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function toCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const inert = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
