import { METRICS, type MetricDefinition } from './definitions.ts';
import { Counter, Gauge, Histogram } from './instruments.ts';

type Definitions = typeof METRICS;

type Instrument<D extends MetricDefinition> = D['kind'] extends 'counter'
  ? Counter<D['labels']>
  : D['kind'] extends 'gauge'
    ? Gauge<D['labels']>
    : Histogram<D['labels']>;

/** One instrument for each metric, by the name the definitions have for it. */
export type Meter = { readonly [K in keyof Definitions]: Instrument<Definitions[K]> };

/** Instruments of one server, at zero. Counting costs a look into a map; nothing is loaded for it. */
export function createMeter(): Meter {
  const made = Object.entries(METRICS).map(([key, definition]) => [key, instrument(definition)]);
  return Object.fromEntries(made) as Meter;
}

function instrument({ kind, labels, starts = [], buckets = [] }: MetricDefinition) {
  switch (kind) {
    case 'counter':
      return new Counter(labels, starts);
    case 'gauge':
      return new Gauge();
    case 'histogram':
      return new Histogram(labels, buckets);
  }
}
