/** Values of labels, in the order in which the definition names them. */
export type Values<L extends readonly string[]> = { readonly [K in keyof L]: string };

export interface Sample {
  /** What the metric's name ends in: `_bucket`, `_sum`, `_count`, or nothing. */
  readonly suffix: string;
  readonly labels: readonly string[];
  readonly bound?: number;
  readonly value: number;
}

/**
 * Sets of label values one metric keeps. Ours have some hundreds at most; should a value ever come
 * from outside, this keeps it from filling memory: all further ones are counted as `other`.
 */
const SERIES_MAX = 2_000;

/** A cell for each set of label values. */
class Cells<C> {
  readonly #cells = new Map<string, { readonly labels: readonly string[]; readonly cell: C }>();
  readonly #make: () => C;

  constructor(make: () => C) {
    this.#make = make;
  }

  at(labels: readonly string[]): C {
    const key = labels.length === 1 ? (labels[0] ?? '') : labels.join('\n');
    return this.#cells.get(key)?.cell ?? this.#add(key, labels);
  }

  all() {
    return this.#cells.values();
  }

  #add(key: string, labels: readonly string[]): C {
    if (this.#cells.size >= SERIES_MAX) {
      const other = labels.map(() => 'other');
      const known = this.#cells.get(other.join('\n'));
      if (known !== undefined || this.#cells.size > SERIES_MAX) return known?.cell ?? this.#make();
      return this.#put(other.join('\n'), other);
    }
    return this.#put(key, labels);
  }

  #put(key: string, labels: readonly string[]): C {
    const cell = this.#make();
    this.#cells.set(key, { labels, cell });
    return cell;
  }
}

/** Only ever goes up. */
export class Counter<L extends readonly string[]> {
  readonly #cells = new Cells(() => ({ value: 0 }));

  constructor(labels: L, starts: readonly (readonly string[])[]) {
    if (labels.length === 0) this.#cells.at([]);
    for (const each of starts) this.#cells.at(each);
  }

  add(labels: Values<L>): void {
    this.#cells.at(labels).value += 1;
  }

  samples(): readonly Sample[] {
    return [...this.#cells.all()].map(({ labels, cell: { value } }) => ({
      ...{ suffix: '', labels, value },
    }));
  }
}

/** Read when somebody asks; a value that is not known now is left out. */
export class Gauge<L extends readonly string[]> {
  #read: () => readonly (readonly [Values<L>, number | null])[] = () => [];

  readBy(read: () => readonly (readonly [Values<L>, number | null])[]): void {
    this.#read = read;
  }

  samples(): readonly Sample[] {
    return this.#read().flatMap(([labels, value]) =>
      value === null ? [] : [{ suffix: '', labels, value }],
    );
  }
}

/** Counts values by upper bounds. */
export class Histogram<L extends readonly string[]> {
  readonly #bounds: readonly number[];
  readonly #cells: Cells<{ readonly counts: Float64Array; sum: number }>;

  constructor(labels: L, bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#cells = new Cells(() => ({ counts: new Float64Array(bounds.length + 1), sum: 0 }));
    if (labels.length === 0) this.#cells.at([]);
  }

  observe(labels: Values<L>, value: number): void {
    const cell = this.#cells.at(labels);
    let bin = 0;
    while (value > (this.#bounds[bin] ?? Number.POSITIVE_INFINITY)) bin += 1;
    cell.counts[bin] = (cell.counts[bin] ?? 0) + 1;
    cell.sum += value;
  }

  samples(): readonly Sample[] {
    return [...this.#cells.all()].flatMap(({ labels, cell: { counts, sum } }) => {
      let value = 0;
      const buckets = [...counts].map((count, bin) => {
        value += count;
        const bound = this.#bounds[bin] ?? Number.POSITIVE_INFINITY;
        return { suffix: '_bucket', labels, bound, value };
      });
      const total = { suffix: '_sum', labels, value: sum };
      return [...buckets, total, { suffix: '_count', labels, value }];
    });
  }
}
