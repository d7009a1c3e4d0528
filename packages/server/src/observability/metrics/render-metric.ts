import type { MetricDefinition } from './definitions.ts';
import type { Sample } from './instruments.ts';

/** A metric in Prometheus' text format, version 0.0.4. */
export function renderMetric(definition: MetricDefinition, samples: readonly Sample[]): string {
  const { name, help, kind } = definition;
  const head = [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`];
  return [...head, ...samples.map((sample) => line(definition, sample))].join('\n');
}

function line({ name, labels }: MetricDefinition, sample: Sample): string {
  const pairs = labels.map((label, index) => pair(label, sample.labels[index] ?? ''));
  const all = sample.bound === undefined ? pairs : [...pairs, pair('le', number(sample.bound))];
  const set = all.length === 0 ? '' : `{${all.join(',')}}`;
  return `${name}${sample.suffix}${set} ${number(sample.value)}`;
}

function pair(label: string, value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `${label}="${escaped}"`;
}

function number(value: number): string {
  return value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
}
