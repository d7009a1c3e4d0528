import { type Collector, startCollector } from './collector.ts';
import type { ServerProcess } from './server-process.ts';

/** Who reads along: a Prometheus and a collector of traces. */
export interface Onlookers {
  /** For the server's command line. */
  readonly flags: readonly string[];
  /** Names and labels of all metrics; their values have any digits by accident. Asks a running server. */
  metrics(server: ServerProcess): Promise<readonly [sink: string, content: string]>;
  /** All that was said in spans. Complete once the server has ended. */
  traces(): readonly [sink: string, content: string];
  close(): Promise<void>;
}

export async function startOnlookers(): Promise<Onlookers> {
  const collector: Collector = await startCollector();
  return {
    flags: ['--otlp-url', collector.url],
    async metrics(server) {
      const { status, text } = await server.call('GET', '/metrics');
      if (status !== 200) throw new Error(`no metrics: ${text}`);
      return ['metrics', text.replaceAll(/ \S+$/gm, '')];
    },
    traces() {
      if (collector.spans().length === 0) throw new Error('no traces arrived');
      return ['traces', collector.text()];
    },
    close: () => collector.close(),
  };
}
