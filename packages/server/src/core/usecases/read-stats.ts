import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import type { Instant } from '../model/instant.ts';
import type { CountedStep, SeriesRange } from '../ports/inspection-store.ts';
import type { Ports } from '../ports/ports.ts';

/** What became of the attempts of one step, at every door. */
export interface StatsStep {
  readonly at: Instant;
  /** The PIN was right, also where it was shown to be changed. */
  readonly verified: number;
  readonly wrong: number;
  /** Not evaluated: the PIN was locked. */
  readonly locked: number;
  /** Locks that began. */
  readonly lockouts: number;
  /** Refused for other reasons: no PIN, no such person, suspended, the new PIN was no good. */
  readonly other: number;
}

export const STEPS_MAX = 400;

/** Where a PIN is tested; see `PinTest`. */
const ATTEMPTS: ReadonlySet<string> = new Set(['pin.verify', 'pin.change']);
const KINDS: Readonly<Record<string, 'verified' | 'wrong' | 'locked'>> = {
  verified: 'verified',
  changed: 'verified',
  wrong: 'wrong',
  locked: 'locked',
};

/** A tenant's attempts over time, every step of the range, oldest first. */
export async function readStats(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  range: SeriesRange,
): Promise<readonly StatsStep[]> {
  const first = Math.floor(range.from / range.stepMs);
  const steps = Math.ceil(range.to / range.stepMs) - first;
  if (steps < 1 || steps > STEPS_MAX) {
    const sentence = `from must be before to, and at most ${STEPS_MAX} steps before it.`;
    throw new Fault('request_malformed', sentence);
  }
  const whole = { ...range, from: first * range.stepMs, to: (first + steps) * range.stepMs };
  const [entries, locks] = await Promise.all([
    store.countAudit(call.tenant.id, whole),
    store.countLocks(call.tenant.id, whole),
  ]);
  const series = Array.from({ length: steps }, (_none, nth) => {
    const at = (first + nth) * range.stepMs;
    return { at, verified: 0, wrong: 0, locked: 0, lockouts: 0, other: 0 };
  });
  for (const entry of [...entries, ...locks]) {
    const kind = kindOf(entry);
    const step = series[entry.step - first];
    if (kind !== null && step !== undefined) step[kind] += entry.count;
  }
  return series;
}

function kindOf({ action, outcome }: CountedStep): Exclude<keyof StatsStep, 'at'> | null {
  if (action === 'pin.locked') return 'lockouts';
  return ATTEMPTS.has(action) ? (KINDS[outcome] ?? 'other') : null;
}
