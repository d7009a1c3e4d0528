import { isMet, type Result, ratioOf, type Target } from '../measure/benchmark.ts';
import { median } from '../measure/statistics.ts';

const HEAD = ['benchmark', 'measure', 'median', 'runs', 'against', 'ratio', 'target', ''];

/** All results as one Markdown table, so that it can be pasted into the reference as it is. */
export function renderTable(results: ReadonlyMap<string, readonly Result[]>): string {
  const body = [...results].flatMap(([name, rows]) => rows.map((row) => cellsOf(name, row)));
  const lines = [HEAD, ...body];
  const widths = HEAD.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [HEAD, rule, ...body]
    .map((cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function cellsOf(name: string, result: Result): readonly string[] {
  const { measure, unit, values, against, target } = result;
  const ratio = ratioOf(result);
  const low = shown(Math.min(...values));
  const high = shown(Math.max(...values));
  return [
    name,
    measure,
    `${shown(median(values))} ${unit}`.trim(),
    values.length === 1 ? '1' : `${values.length}: ${low} to ${high}`,
    against === undefined ? '' : `${against.name}: ${shown(median(against.values))}`,
    ratio === undefined ? '' : ratio.toFixed(3),
    target === undefined ? '' : describe(target),
    verdictOf(result),
  ];
}

function describe({ of, bound, limit }: Target): string {
  return `${of === 'ratio' ? 'ratio ' : ''}${bound === 'at_least' ? '>=' : '<='} ${shown(limit)}`;
}

function verdictOf(result: Result): string {
  const met = isMet(result);
  if (met === undefined) return '';
  return met ? 'met' : '**missed**';
}

function shown(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) {
    return Math.round(value).toLocaleString('en-US');
  }
  return value.toFixed(Math.abs(value) >= 100 ? 0 : 2);
}
