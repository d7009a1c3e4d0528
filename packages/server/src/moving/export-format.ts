import type { MovedColumns, MovedRow, MovedValue } from '../core/ports/row-mover.ts';

/*
 * An export is JSON Lines in UTF-8: a header, a line for each row, an end. Each line closes with its
 * digest in a chain: `…,"chain":"<22 characters>"}`. What the digest is over is the line without
 * that last member. docs/guides/moving.md describes it for readers outside.
 */

export const FORMAT = 1;

export interface Header {
  readonly pintumbler: 'export';
  readonly format: number;
  /** Version of the schema the rows have. */
  readonly schema: number;
  readonly at: string;
  /** Makes no two exports begin alike. */
  readonly id: string;
  /** Those it was narrowed to; empty for all. */
  readonly tenants: readonly string[];
  /** What only the right keyring opens. */
  readonly keyProbe: Uint8Array;
}

export interface End {
  readonly rows: number;
  readonly tables: Readonly<Record<string, number>>;
}

const CHAINED = /^(\{.*),"chain":"([A-Za-z0-9_-]{22})"\}$/s;

export function encodeHeader(header: Header): string {
  return JSON.stringify({ ...header, keyProbe: toBase64(header.keyProbe) });
}

export function encodeRow({ table, columns }: MovedRow): string {
  const row = Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { base64: toBase64(value) } : value,
    ]),
  );
  return JSON.stringify({ table, row });
}

export function encodeEnd(end: End): string {
  return JSON.stringify({ end });
}

export function withChain(text: string, digest: string): string {
  return `${text.slice(0, -1)},"chain":"${digest}"}`;
}

/** The text a digest is over, and the digest; `undefined` for a line that has none. */
export function takeChain(line: string): { text: string; digest: string } | undefined {
  const [, text, digest] = CHAINED.exec(line) ?? [];
  return text === undefined || digest === undefined ? undefined : { text: `${text}}`, digest };
}

/** `undefined` when this is no header of an export, whatever its version. */
export function decodeHeader(text: string): Header | undefined {
  const read = parse(text);
  if (read?.['pintumbler'] !== 'export') return undefined;
  const { format, schema, at, id, tenants, keyProbe } = read;
  return {
    pintumbler: 'export',
    format: Number(format),
    schema: Number(schema),
    at: String(at),
    id: String(id),
    tenants: Array.isArray(tenants) ? tenants.map(String) : [],
    keyProbe: Buffer.from(String(keyProbe), 'base64'),
  };
}

/** `undefined` when this is neither a row nor the end. */
export function decodeLine(text: string): MovedRow | { readonly end: End } | undefined {
  const read = parse(text);
  if (read === undefined) return undefined;
  if (isObject(read['end'])) return { end: decodeEnd(read['end']) };
  const { table, row } = read;
  if (typeof table !== 'string' || !isObject(row)) return undefined;
  const columns = Object.entries(row).map(([name, value]) => [name, decodeValue(value)] as const);
  if (columns.some(([, value]) => value === undefined)) return undefined;
  return { table, columns: Object.fromEntries(columns) as MovedColumns };
}

function decodeEnd({ rows, tables }: Readonly<Record<string, unknown>>): End {
  const counts = isObject(tables) ? Object.entries(tables) : [];
  return {
    rows: Number(rows),
    tables: Object.fromEntries(counts.map(([name, count]) => [name, Number(count)])),
  };
}

function decodeValue(value: unknown): MovedValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (!isObject(value) || typeof value['base64'] !== 'string') return undefined;
  return Uint8Array.from(Buffer.from(value['base64'], 'base64'));
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
