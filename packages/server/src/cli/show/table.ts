import { printable } from './printable.ts';

type Row = Readonly<Record<string, unknown>>;
/** The name of a field, or a title and what stands below it. */
export type Column = string | readonly [title: string, value: (row: Row) => unknown];

/** Rows under their titles, each column as wide as it has to be. */
export function table(rows: readonly Row[], columns: readonly Column[], none = 'None.'): string {
  if (rows.length === 0) return none;
  const titles = columns.map((column) => titleOf(typeof column === 'string' ? column : column[0]));
  const cells = rows.map((row) =>
    columns.map((column) => cell(typeof column === 'string' ? row[column] : column[1](row))),
  );
  const widths = titles.map((title, at) =>
    Math.max(...[title, ...cells.map((each) => each[at] ?? '')].map(widthOf)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => pad(text, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(titles), ...cells.map(line)].join('\n');
}

/** Names and values, one a line. */
export function fields(pairs: readonly (readonly [name: string, value: unknown])[]): string {
  const width = Math.max(...pairs.map(([name]) => widthOf(name)));
  return pairs.map(([name, value]) => `${pad(name, width)}  ${cell(value)}`.trimEnd()).join('\n');
}

/** A value as one line for a terminal. */
export function cell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.map(cell).join(', ');
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function titleOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter}`).toUpperCase();
}

/** Wide characters (Unicode Annex 11) take two places. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
