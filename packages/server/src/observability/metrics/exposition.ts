import type { Registry } from 'prom-client';
import { METRICS } from './definitions.ts';
import type { Meter } from './meter.ts';
import { renderMetric } from './render-metric.ts';

export interface Exposition {
  readonly mediaType: string;
  readonly text: string;
}

/**
 * Writes all metrics in Prometheus' text format: ours, and from a library those of process and
 * runtime (`process_…`, `nodejs_…`). It is loaded by the first who asks, so that a server nobody
 * looks at starts no slower and is no larger for it.
 */
export function createExposition(meter: Meter): () => Promise<Exposition> {
  let opened: Promise<Registry> | undefined;
  return async () => {
    opened ??= openRuntimeMetrics();
    const runtime = await opened;
    const ours = Object.entries(METRICS).map(([key, definition]) =>
      renderMetric(definition, meter[key as keyof Meter].samples()),
    );
    const text = `${ours.join('\n\n')}\n\n${await runtime.metrics()}`;
    return { mediaType: runtime.contentType, text };
  };
}

async function openRuntimeMetrics(): Promise<Registry> {
  const { collectDefaultMetrics, Registry: Runtime } = await import('prom-client');
  const register = new Runtime();
  collectDefaultMetrics({ register });
  return register;
}
