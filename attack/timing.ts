/** What telling two kinds of answers apart by their time comes to: 0.5 is a coin. */
export interface Separation {
  /** Area under the curve of the best classifier by time; 0.5 to 1, whichever kind is slower. */
  readonly auc: number;
  /** Where it is in 98 of 100 resamplings. */
  readonly low: number;
  readonly high: number;
}

const RESAMPLINGS = 200;

/**
 * The share of pairs of which the second one took longer (Mann-Whitney): no bins, no assumption
 * about the shape of the noise, and one slow answer weighs no more than any other.
 */
export function separate(first: readonly number[], second: readonly number[]): Separation {
  const auc = folded(areaUnderCurve(first, second));
  const again = Array.from({ length: RESAMPLINGS }, () =>
    areaUnderCurve(resample(first), resample(second)),
  );
  // Folded after the resampling: what scatters around a coin would otherwise seem to beat it.
  const side = areaUnderCurve(first, second) < 0.5 ? again.map((each) => 1 - each) : again;
  const sorted = side.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? auc;
  return { auc, low: at(0.01), high: at(0.99) };
}

function folded(auc: number): number {
  return Math.max(auc, 1 - auc);
}

/** By the sum of ranks; ties count half. */
export function areaUnderCurve(first: readonly number[], second: readonly number[]): number {
  const all = [
    ...first.map((value) => ({ value, of: 0 })),
    ...second.map((value) => ({ value, of: 1 })),
  ].sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) ranks += (all[at]?.of ?? 0) * rank;
    from = to;
  }
  const [n, m] = [first.length, second.length];
  return (ranks - (m * (m + 1)) / 2) / (n * m);
}

function resample(values: readonly number[]): number[] {
  return Array.from(values, () => values[Math.floor(Math.random() * values.length)] ?? 0);
}

/**
 * By the kind of answer it brings: draws whom to ask about next, and how. Only the asking is timed.
 */
export type Kinds = Readonly<Record<string, () => () => Promise<unknown>>>;

export interface Asked {
  readonly kinds: Kinds;
  /** Outside of what is timed, now and then. */
  readonly prepare?: () => Promise<void>;
}

/** After how many rounds `prepare` is called again, outside of what is measured. */
const PREPARED_EVERY = 100;

/** Milliseconds each answer took, the kinds in an order drawn anew for every round. */
export async function sample(
  { kinds, prepare }: Asked,
  rounds: number,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const taken: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    if (round % PREPARED_EVERY === 0) await prepare?.();
    for (const [kind, draw] of shuffled(Object.entries(kinds))) {
      const askIt = draw();
      const startedAt = performance.now();
      await askIt();
      const took = performance.now() - startedAt;
      const known = taken[kind] ?? [];
      known.push(took);
      taken[kind] = known;
    }
  }
  return taken;
}

function shuffled<T>(values: readonly T[]): T[] {
  const order = values.map((value) => ({ value, place: Math.random() }));
  return order.sort((a, b) => a.place - b.place).map(({ value }) => value);
}
