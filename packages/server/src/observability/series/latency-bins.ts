/** The shortest time told apart; anything below counts as this long. */
const FIRST_MS = 0.05;
/** Each bin is so much wider than the one before: no answer is off by more. */
const GROWTH = 1.08;
/** Up to some 20 minutes. */
const BINS = 220;

const LOG_GROWTH = Math.log(GROWTH);

/** Times of one minute in bins of fixed relative width: small, whatever happens in it. */
export class LatencyBins {
  readonly #counts = new Uint32Array(BINS);
  #total = 0;

  add(ms: number): void {
    const wanted = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / LOG_GROWTH);
    const bin = Math.min(wanted, BINS - 1);
    this.#counts[bin] = (this.#counts[bin] ?? 0) + 1;
    this.#total += 1;
  }

  /** Milliseconds that a share of the times did not exceed, `null` without any. */
  quantile(share: number): number | null {
    if (this.#total === 0) return null;
    const wanted = Math.ceil(share * this.#total);
    let seen = 0;
    let bin = 0;
    for (; bin < BINS - 1; bin += 1) {
      seen += this.#counts[bin] ?? 0;
      if (seen >= wanted) break;
    }
    return Math.round(FIRST_MS * GROWTH ** bin * 100) / 100;
  }
}
