import { median, ratios } from './statistics.ts';

/** What a result must reach; `of` says whether the number itself or its ratio is judged. */
export interface Target {
  readonly of: 'value' | 'ratio';
  readonly bound: 'at_least' | 'at_most';
  readonly limit: number;
}

/** One row of the table. `values` and `against.values` are the runs, in the order they were made. */
export interface Result {
  readonly measure: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What the measure is held against: a ceiling, or the same thing under other conditions. */
  readonly against?: { readonly name: string; readonly values: readonly number[] };
  /** Absent: shown for the reader, not judged. */
  readonly target?: Target;
}

export interface Benchmark {
  readonly name: string;
  /** Measures; cleans up after itself whatever happens. `say` shows progress. */
  readonly run: (say: Say) => Promise<readonly Result[]>;
}

export type Say = (line: string) => void;

/** The ratio of each round, then their median: a slow moment of the machine hits both sides. */
export function ratioOf({ values, against }: Result): number | undefined {
  return against === undefined ? undefined : median(ratios(values, against.values));
}

/** `undefined` for a result nobody set a target for. A number that is missing is a target missed. */
export function isMet(result: Result): boolean | undefined {
  const { target } = result;
  if (target === undefined) return undefined;
  const judged = target.of === 'value' ? median(result.values) : (ratioOf(result) ?? Number.NaN);
  return target.bound === 'at_least' ? judged >= target.limit : judged <= target.limit;
}

/** Runs `round` as often as asked, telling which one it is. */
export async function repeat<R>(
  rounds: number,
  say: Say,
  round: () => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let index = 0; index < rounds; index += 1) {
    say(`round ${index + 1} of ${rounds}`);
    results.push(await round());
  }
  return results;
}
