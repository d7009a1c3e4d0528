import type { Result } from '../../measure/benchmark.ts';
import { percentile, sum } from '../../measure/statistics.ts';
import type { Storm } from './storm.ts';

export interface StormCase {
  readonly storms: readonly Storm[];
  readonly seconds: number;
  readonly places: number;
  /** Verifies per second when as many are asked for as can be had. */
  readonly capacity: number;
}

/** How far above the time a full queue takes the slowest hundredth may be. */
const QUEUE_MARGIN = 1.25;
const GROWTH_MAX = 1.1;

const none = { of: 'value', bound: 'at_most', limit: 0 } as const;

/** The promises a server keeps while it is asked for ten times what it has. */
export function judgeStorms({ storms, seconds, places, capacity }: StormCase): readonly Result[] {
  const perSecond = (count: (storm: Storm) => number) =>
    storms.map((each) => count(each) / seconds);
  const rates = perSecond(({ served }) => served.length);
  return [
    {
      measure: 'requests offered',
      unit: '/s',
      values: perSecond(({ offered }) => offered.sent),
      against: { name: 'capacity', values: storms.map(() => capacity) },
    },
    {
      measure: 'verifies served',
      unit: '/s',
      values: rates,
      against: { name: 'capacity', values: storms.map(() => capacity) },
    },
    { measure: 'charges lost or invented', unit: '', values: storms.map(missing), target: none },
    {
      measure: `samples with charges in flight below 0 or above ${places}`,
      unit: '',
      values: storms.map((storm) => badSamples(storm, places)),
      target: none,
    },
    {
      measure: '503 without Retry-After, and other answers',
      unit: '',
      values: storms.map(({ refusedBare, strange }) => refusedBare + strange),
      target: none,
    },
    {
      measure: 'p99 of the verifies served',
      unit: 'ms',
      values: storms.map(({ served }) =>
        percentile(
          served.map((each) => each.latencyMs),
          99,
        ),
      ),
      against: {
        name: `${places} places ÷ rate`,
        values: rates.map((rate) => (places * 1000) / rate),
      },
      target: { of: 'ratio', bound: 'at_most', limit: QUEUE_MARGIN },
    },
    {
      measure: 'resident memory, last third',
      unit: 'MB',
      values: storms.map(({ rssMb }) => mean(rssMb.slice((2 * rssMb.length) / 3))),
      against: {
        name: 'second third',
        values: storms.map(({ rssMb }) =>
          mean(rssMb.slice(rssMb.length / 3, (2 * rssMb.length) / 3)),
        ),
      },
      target: { of: 'ratio', bound: 'at_most', limit: GROWTH_MAX },
    },
  ];
}

/**
 * Nothing is in flight after the last answer, so every charge in the store belongs to one answer
 * that somebody got, and every settlement too. A refusal that had cost a guess would show here.
 */
function missing({ ledgers, served }: Storm): number {
  const [before, after] = [ledgers[0], ledgers.at(-1)];
  if (before === undefined || after === undefined) return Number.NaN;
  const charged = after.charged - before.charged;
  const settled = after.settled - before.settled;
  return Math.abs(charged - served.length) + Math.abs(settled - served.length);
}

function badSamples({ ledgers }: Storm, places: number): number {
  const inFlight = ledgers.map(({ charged, settled }) => charged - settled);
  return inFlight.filter((count) => count < 0 || count > places).length;
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
