import type { Clock } from '../../core/ports/clock.ts';
import { LatencyBins } from './latency-bins.ts';

const MINUTE_MS = 60_000;
/** 24 hours. */
const MINUTES_MAX = 1_440;

/** What happened on this node in one minute. */
export interface SeriesPoint {
  /** Its beginning. */
  readonly at: number;
  /** Of verifying a PIN; `null` where nobody had one verified. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly p99: number } | null;
  /** Of what was due, the oldest that was seen; `null` where nobody could look. */
  readonly outboxAgeSeconds: number | null;
  /** The most places of the hash queue that were taken at once. */
  readonly hashQueue: number;
}

/**
 * The latest 24 hours of this node by the minute, in memory, a few hundred kilobytes at most. It begins
 * with the process; minutes in which nothing was heard of are there all the same.
 */
export class Series {
  readonly #clock: Clock;
  #past: SeriesPoint[] = [];
  #minute: number;
  #bins = new LatencyBins();
  #outboxAge: number | null = null;
  #hashQueue = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#minute = this.#now();
  }

  verified(ms: number): void {
    this.#turn();
    this.#bins.add(ms);
  }

  hashing(places: number): void {
    if (places <= this.#hashQueue && this.#now() === this.#minute) return;
    this.#turn();
    this.#hashQueue = Math.max(this.#hashQueue, places);
  }

  outboxSeen(ageSeconds: number | null): void {
    this.#turn();
    if (ageSeconds !== null) this.#outboxAge = Math.max(this.#outboxAge ?? 0, ageSeconds);
  }

  /** Oldest first; the last is the minute that has not ended. */
  read(): readonly SeriesPoint[] {
    this.#turn();
    return [...this.#past, this.#point()];
  }

  #now(): number {
    return Math.floor(this.#clock.now() / MINUTE_MS);
  }

  /** Closes the minute that was open, if another one has come. */
  #turn(): void {
    const now = this.#now();
    // A clock set back opens no minute that was told already.
    if (now <= this.#minute) return;
    this.#past.push(this.#point());
    this.#bins = new LatencyBins();
    this.#outboxAge = null;
    this.#hashQueue = 0;
    const first = Math.max(this.#minute + 1, now - MINUTES_MAX);
    for (this.#minute = first; this.#minute < now; this.#minute += 1) {
      this.#past.push(this.#point());
    }
    this.#past = this.#past.slice(1 - MINUTES_MAX);
  }

  #point(): SeriesPoint {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => this.#bins.quantile(share));
    const isKnown = typeof p50 === 'number' && typeof p95 === 'number' && typeof p99 === 'number';
    return {
      at: this.#minute * MINUTE_MS,
      latencyMs: isKnown ? { p50, p95, p99 } : null,
      outboxAgeSeconds: this.#outboxAge,
      hashQueue: this.#hashQueue,
    };
  }
}
