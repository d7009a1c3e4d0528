import type { Core } from '../core/core.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Hasher } from '../core/ports/hasher.ts';
import type { Sealer } from '../core/ports/sealer.ts';
import type { Store } from '../core/ports/store.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { countTraces } from './metrics/count-traces.ts';
import { createExposition } from './metrics/exposition.ts';
import { createMeter } from './metrics/meter.ts';
import { createOutboxAges } from './metrics/outbox-ages.ts';
import { createTenantNames } from './metrics/tenant-names.ts';
import { watchHasher } from './metrics/watch-hasher.ts';
import { watchSealer } from './metrics/watch-sealer.ts';
import { watchStore } from './metrics/watch-store.ts';
import { Series } from './series/series.ts';
import { traceCore } from './trace/trace-core.ts';
import { traceDialects } from './trace/trace-dialects.ts';
import { traceHasher } from './trace/trace-hasher.ts';
import { traceStore } from './trace/trace-store.ts';
import type { Tracer } from './trace/tracer.ts';

export interface ObservabilityOptions {
  readonly node: { readonly version: string; readonly engine: string; readonly runtime: string };
  /** Tenants that labels name; none as a rule. */
  readonly tenantsNamed: number;
  readonly places: { readonly taken: () => number; readonly max: number };
  /** Says how long something has been due; may be moved in dev mode. */
  readonly clock: Clock;
  /** The minutes of the series. */
  readonly wallClock: Clock;
  readonly tracer: Tracer | null;
}

/**
 * What is counted, measured and followed. It stands around the ports and the use cases, which know
 * nothing of it: each function here takes a part and gives back one that does the same.
 */
export function openObservability(options: ObservabilityOptions) {
  const { node, places, clock, wallClock, tracer } = options;
  const meter = createMeter();
  const series = new Series(wallClock);
  const ages = createOutboxAges(clock);
  meter.node.readBy(() => [[[node.version, node.engine, node.runtime], 1]]);
  meter.hashPlaces.readBy(() => [[[], places.max]]);
  meter.hashQueue.readBy(() => [[[], places.taken()]]);
  meter.outboxAge.readBy(() => Object.entries(ages.latest()).map(([name, age]) => [[name], age]));

  return {
    tracer,
    expose: createExposition(meter),
    readSeries: () => series.read(),

    store(store: Store): Store {
      const counted = watchStore(
        store,
        countTraces(meter, createTenantNames(options.tenantsNamed)),
      );
      return tracer === null ? counted : traceStore(counted, tracer);
    },
    hasher(hasher: Hasher): Hasher {
      const timed = watchHasher(hasher, {
        reserved: () => series.hashing(places.taken()),
        refused: () => meter.hashRefused.add([]),
        worked: (work, seconds) => meter.hashSeconds.observe([work], seconds),
      });
      return tracer === null ? timed : traceHasher(timed, tracer);
    },
    sealer: (sealer: Sealer) => watchSealer(sealer, () => meter.integrityFaults.add([])),
    /** A row that is not as it was written was met. */
    damaged: (): void => meter.integrityFaults.add([]),
    core(core: Core): Core {
      const timed: Core = {
        ...core,
        verifyPin(call, command) {
          const askedAt = performance.now();
          const verified = core.verifyPin(call, command);
          const tell = () => {
            const ms = performance.now() - askedAt;
            series.verified(ms);
            meter.verifySeconds.observe([], ms / 1000);
          };
          verified.then(tell, () => undefined);
          return verified;
        },
      };
      return tracer === null ? timed : traceCore(timed, tracer);
    },
    dialects: (dialects: readonly Dialect[]) =>
      tracer === null ? dialects : traceDialects(dialects, tracer),

    /** One transaction of the database is over, well or not. */
    committed(operations: number, seconds: number): void {
      meter.commitBatch.observe([], operations);
      meter.commitSeconds.observe([], seconds);
    },
    /** Around an operation of the database: its wait for the commit that others share. */
    commit: <R>(work: () => Promise<R>): Promise<R> =>
      tracer === null ? work() : tracer.within('commit', work),
    /** Around one try of one delivery. */
    async delivery<R>(work: () => Promise<R>): Promise<R> {
      const startedAt = performance.now();
      try {
        return await (tracer === null ? work() : tracer.root('webhook delivery', work));
      } finally {
        meter.webhookSeconds.observe([], (performance.now() - startedAt) / 1000);
      }
    },
    answered(request: {
      readonly method: string;
      readonly route: string;
      readonly status: number;
      readonly seconds: number;
    }): void {
      const { method, route, status, seconds } = request;
      meter.httpRequests.add([method, route, String(status)]);
      meter.httpSeconds.observe([method, route], seconds);
    },
    /** A regular chore: looks at the outboxes once for everybody who asks until the next time. */
    async look(store: Store): Promise<void> {
      await ages.look(store);
      series.outboxSeen(ages.oldest());
    },
    close: async () => void (await tracer?.close()),
  };
}

export type Observability = ReturnType<typeof openObservability>;
