import type { Breach, Progress } from '../explore/explore.ts';

export function count(number: number): string {
  return number.toLocaleString('en-US');
}

export function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

export function tellProgress({ states, transitions, depth }: Progress): string {
  return `${count(states)} states, ${count(transitions)} transitions, ${depth} steps deep`;
}

/** A breach and how it comes about, one step a line. */
export function tellBreach({ invariant, what, trace }: Breach): string {
  const steps = trace.map((step, at) => `  ${`${at + 1}`.padStart(3)}. ${step}`);
  return [`"${invariant.promise}"`, ...steps, `  => ${what}`].join('\n');
}
